package io.stockrule.language.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import java.time.LocalDateTime;
import java.util.Optional;
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
            """)
    void a_date_test_changes_its_truth_at_midnight(String test, LocalDateTime moment, LocalDateTime next) {
        var profile = ProfileText.of("when date is " + test + " then hold");
        assertThat(TimeBoundaries.nextAfter(profile, moment)).isEqualTo(Optional.ofNullable(next));
        var where = ProfileText.of("offer 50% where date is " + test);
        assertThat(TimeBoundaries.nextAfter(where, moment)).isEqualTo(Optional.ofNullable(next));
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
