package io.stockrule.language.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Action;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.ProfileText;
import io.stockrule.language.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBoundariesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            DATE IS                              | MOMENT              | NEXT
            2026-12-24                           | 2026-01-01T12:00    | 2026-12-24T00:00
            2026-12-24                           | 2026-12-24T00:00    | 2026-12-25T00:00
            2026-12-24                           | 2026-12-25T00:00    |
            before 2026-12-24                    | 2026-12-23T23:59:59 | 2026-12-24T00:00
            before 2026-12-24                    | 2026-12-24T00:00    |
            after 2026-12-24                     | 2026-12-24T10:00    | 2026-12-25T00:00
            after 2026-12-24                     | 2026-12-25T00:00    |
            between 2026-12-24 and 2026-12-26    | 2026-12-01T00:00    | 2026-12-24T00:00
            between 2026-12-24 and 2026-12-26    | 2026-12-25T00:00    | 2026-12-27T00:00
            between 2026-12-24 and 2026-12-26    | 2026-12-27T00:00    |
            after 9999-12-31                     | 2026-12-24T00:00    | +10000-01-01T00:00
            12-24                                | 2026-12-23T12:00    | 2026-12-24T00:00
            12-24                                | 2026-12-24T00:00    | 2026-12-25T00:00
            12-24                                | 2026-12-25T00:00    | 2027-12-24T00:00
            12-31                                | 2026-12-31T00:00    | 2027-01-01T00:00
            before 03-01                         | 2026-02-28T23:59:59 | 2026-03-01T00:00
            before 03-01                         | 2026-03-01T00:00    | 2027-01-01T00:00
            after 11-20                          | 2026-11-20T10:00    | 2026-11-21T00:00
            after 11-20                          | 2026-11-21T00:00    | 2027-01-01T00:00
            between 12-20 and 01-06              | 2026-06-01T00:00    | 2026-12-20T00:00
            between 12-20 and 01-06              | 2026-12-20T00:00    | 2027-01-07T00:00
            between 12-20 and 01-06              | 2027-01-07T00:00    | 2027-12-20T00:00
            between 01-01 and 12-31              | 2026-06-01T00:00    |
            between 12-20 and 12-19              | 2026-06-01T00:00    |
            02-29                                | 2026-06-01T00:00    | 2028-02-29T00:00
            02-29                                | 2028-02-29T00:00    | 2028-03-01T00:00
            02-29                                | 2096-03-01T00:00    | 2104-02-29T00:00
            before 02-29                         | 2026-02-28T12:00    | 2026-03-01T00:00
            before 02-29                         | 2028-02-28T12:00    | 2028-02-29T00:00
            after 02-29                          | 2026-02-28T12:00    | 2026-03-01T00:00
            after 02-29                          | 2028-02-28T12:00    | 2028-03-01T00:00
            after 02-28                          | 2026-02-28T12:00    | 2026-03-01T00:00
            after 02-28                          | 2028-02-28T12:00    | 2028-02-29T00:00
            between 02-29 and 03-10              | 2026-01-01T00:00    | 2026-03-01T00:00
            between 02-20 and 02-29              | 2026-02-20T00:00    | 2026-03-01T00:00
            """)
    void a_date_test_changes_its_truth_at_midnight(String test, LocalDateTime moment, LocalDateTime next) {
        var profile = ProfileText.of("when date is " + test + " then hold");
        assertThat(TimeBoundaries.nextAfter(profile, moment)).isEqualTo(Optional.ofNullable(next));
        var where = ProfileText.of("offer 50% where date is " + test);
        assertThat(TimeBoundaries.nextAfter(where, moment)).isEqualTo(Optional.ofNullable(next));
    }

    /// Whatever the test, nothing changes between two boundaries, and something at each.
    @Property(tries = 60)
    void no_yearly_boundary_is_missed_and_none_is_too_many(
            @ForAll @IntRange(min = 1, max = 366) int first, @ForAll @IntRange(min = 1, max = 366) int last) {
        var from = MonthDay.from(LocalDate.ofYearDay(2028, first));
        var to = MonthDay.from(LocalDate.ofYearDay(2028, last));
        for (var test : List.of(
                new DateTest.IsYearly(from),
                new DateTest.BeforeYearly(from),
                new DateTest.AfterYearly(from),
                new DateTest.BetweenYearly(from, to))) {
            var profile = with(test);
            var noted = Stream.iterate(
                            TimeBoundaries.nextAfter(profile, LocalDateTime.parse("2094-06-01T12:00")),
                            Optional::isPresent,
                            each -> TimeBoundaries.nextAfter(profile, each.orElseThrow()))
                    .map(each -> each.orElseThrow().toLocalDate())
                    .takeWhile(day -> day.getYear() < 2106)
                    .toList();
            var changes = LocalDate.of(2094, 6, 2)
                    .datesUntil(LocalDate.of(2106, 1, 1))
                    .filter(day -> test.holdsOn(day) != test.holdsOn(day.minusDays(1)))
                    .toList();
            assertThat(noted).as(test.toString()).isEqualTo(changes);
        }
    }

    private static Profile with(DateTest test) {
        var exception = new ProfileException(new Condition.OnDate(test), new Action.Hold(), "", new Span(1, 1, 1));
        return ProfileText.of("").withExceptions(List.of(exception));
    }

    /// 2026-12-24 is a Thursday.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            CONDITION                                           | MOMENT              | NEXT
            time is between 08:00 and 17:30                     | 2026-12-24T07:00    | 2026-12-24T08:00
            time is between 08:00 and 17:30                     | 2026-12-24T08:00    | 2026-12-24T17:31
            time is between 08:00 and 17:30                     | 2026-12-24T17:30:59 | 2026-12-24T17:31
            time is between 08:00 and 17:30                     | 2026-12-24T17:31    | 2026-12-25T08:00
            time is between 22:00 and 06:00                     | 2026-12-24T23:00    | 2026-12-25T06:01
            time is between 08:00 and 23:59                     | 2026-12-24T09:00    | 2026-12-25T00:00
            time is between 00:00 and 23:59                     | 2026-12-24T09:00    |
            day is one of saturday, sunday                          | 2026-12-24T12:00    | 2026-12-26T00:00
            day is one of saturday, sunday                          | 2026-12-26T00:00    | 2026-12-28T00:00
            not day is thursday                                 | 2026-12-24T12:00    | 2026-12-25T00:00
            day is friday and time is between 01:00 and 02:00   | 2026-12-24T12:00    | 2026-12-25T00:00
            day is friday or time is between 01:00 and 02:00    | 2026-12-25T00:00    | 2026-12-25T01:00
            available is 3 and (sku is "A" or shopify keeps selling) | 2026-12-25T00:00 |
            """)
    void a_test_of_time_or_day_changes_its_truth_every_day_or_week(
            String condition, LocalDateTime moment, LocalDateTime next) {
        var profile = ProfileText.of("when " + condition + " then hold");
        assertThat(TimeBoundaries.nextAfter(profile, moment)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void a_day_that_is_every_day_never_changes() {
        var profile = ProfileText.of(
                "when day is one of monday, tuesday, wednesday, thursday, friday, saturday, sunday then hold");
        assertThat(TimeBoundaries.nextAfter(profile, LocalDateTime.parse("2026-05-01T09:00")))
                .isEmpty();
    }

    @Test
    void the_nearest_of_several_boundaries_comes_first() {
        var profile = ProfileText.of("""
                when date is 2026-12-31 then stop
                when date is after 2026-06-30 then hold
                when available is below 3 then list 0
                """);
        assertThat(TimeBoundaries.nextAfter(profile, LocalDateTime.parse("2026-05-01T09:00")))
                .contains(LocalDateTime.parse("2026-07-01T00:00"));
    }

    @Test
    void a_profile_without_dates_has_no_boundary() {
        var profile = ProfileText.of("when available is below 3 then list 0");
        assertThat(TimeBoundaries.nextAfter(profile, LocalDateTime.parse("2026-05-01T09:00")))
                .isEmpty();
    }
}
