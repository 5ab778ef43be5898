package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Among the [TellingDates] each truth occurs that occurs on any day of six hundred years.
class TellingDatesTest {
    private static final List<LocalDate> EVERY_DAY =
            LocalDate.of(1790, 1, 1).datesUntil(LocalDate.of(2410, 1, 1)).toList();

    private static final List<String> DAYS_OF_YEAR =
            List.of("01-01", "01-02", "02-27", "02-28", "02-29", "03-01", "03-02", "12-24", "12-30", "12-31");

    private static final List<String> DATES = List.of(
            "2024-02-29",
            "2026-12-31",
            "2027-01-01",
            "2096-03-01",
            "2103-02-28",
            "1899-12-31",
            "2026-03-01",
            "2028-02-28");

    @Property(tries = 25)
    void each_truth_that_dates_can_have_together_occurs(@ForAll long seed) {
        var random = new Random(seed);
        var tests = tests(random);
        Function<LocalDate, BitSet> truth = date -> truth(date, tests, List.of());
        assertThat(truths(TellingDates.of(tests, false).toList(), truth))
                .as(tests.toString())
                .isEqualTo(truths(EVERY_DAY, truth));
    }

    @Property(tries = 25)
    void each_truth_occurs_on_each_day_of_the_week_on_which_it_can(@ForAll long seed) {
        var random = new Random(seed);
        var tests = tests(random);
        var days = List.<Set<DayOfWeek>>of(
                EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))), EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        Function<LocalDate, BitSet> truth = date -> truth(date, tests, days);
        assertThat(truths(TellingDates.of(tests, true).toList(), truth))
                .as("%s %s", tests, days)
                .isEqualTo(truths(EVERY_DAY, truth));
    }

    /// 2100 is no leap year.
    @Test
    void a_leap_day_is_waited_for_over_a_century_too() {
        assertThat(leapDaysAfter(LocalDate.of(2096, 2, 29), false)).isNotEmpty();
        assertThat(leapDaysAfter(LocalDate.of(2072, 2, 29), true))
                .extracting(LocalDate::getDayOfWeek)
                .contains(DayOfWeek.values());
    }

    private static List<LocalDate> leapDaysAfter(LocalDate date, boolean weekdays) {
        var tests = List.<DateTest>of(new DateTest.After(date), new DateTest.IsYearly(MonthDay.of(2, 29)));
        return TellingDates.of(tests, weekdays)
                .filter(day -> tests.stream().allMatch(test -> test.holdsOn(day)))
                .toList();
    }

    private static Set<BitSet> truths(List<LocalDate> dates, Function<LocalDate, BitSet> truth) {
        return dates.stream().map(truth).collect(Collectors.toSet());
    }

    private static BitSet truth(LocalDate date, List<DateTest> tests, List<Set<DayOfWeek>> days) {
        var truth = new BitSet();
        IntStream.range(0, tests.size()).forEach(i -> truth.set(i, tests.get(i).holdsOn(date)));
        IntStream.range(0, days.size())
                .forEach(i -> truth.set(tests.size() + i, days.get(i).contains(date.getDayOfWeek())));
        return truth;
    }

    private static List<DateTest> tests(Random random) {
        var tests = new ArrayList<DateTest>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            var day = day(random);
            tests.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new DateTest.IsYearly(day);
                        case 1 -> new DateTest.BeforeYearly(day);
                        case 2 -> new DateTest.AfterYearly(day);
                        default -> new DateTest.BetweenYearly(day, day(random));
                    });
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            var date = LocalDate.parse(DATES.get(random.nextInt(DATES.size())));
            tests.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new DateTest.Is(date);
                        case 1 -> new DateTest.Before(date);
                        case 2 -> new DateTest.After(date);
                        default -> new DateTest.Between(date, date.plusDays(random.nextInt(600)));
                    });
        }
        return tests;
    }

    private static MonthDay day(Random random) {
        return MonthDay.parse("--" + DAYS_OF_YEAR.get(random.nextInt(DAYS_OF_YEAR.size())));
    }
}
