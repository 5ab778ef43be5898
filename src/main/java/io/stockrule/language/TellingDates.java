package io.stockrule.language;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The dates among which each truth occurs that tests of dates can have together.
///
/// Tests with a year change their truth at the days that they name. Those without one do so every year, and between two
/// named days the years repeat: within nine of them each day of a year has come, 02-29 too, and within forty-one each
/// of these on each day of the week (where a century has no leap year; elsewhere sooner).
public final class TellingDates {
    private static final int YEARS_OF_EACH_DAY = 8;
    private static final int YEARS_OF_EACH_WEEKDAY = 40;
    private static final int DAYS_OF_A_WEEK = 7;

    /// Where no test names a year.
    private static final LocalDate SOME_DATE = LocalDate.of(2026, 1, 5);

    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);
    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);
    private static final MonthDay BEHIND_LEAP_DAY = MonthDay.of(3, 1);

    private TellingDates() {}

    /// In no order, some of them several times.
    ///
    /// @param weekdays whether days of the week are told apart too
    public static Stream<LocalDate> of(List<DateTest> tests, boolean weekdays) {
        int reach = weekdays ? DAYS_OF_A_WEEK : 1;
        return ends(tests, weekdays ? YEARS_OF_EACH_WEEKDAY : YEARS_OF_EACH_DAY)
                .flatMap(date -> IntStream.rangeClosed(-reach, reach).mapToObj(date::plusDays));
    }

    private static Stream<LocalDate> ends(List<DateTest> tests, int years) {
        var named = tests.stream()
                .flatMap(DateTest::breakPoints)
                .sorted()
                .distinct()
                .toList();
        var yearly = yearly(tests);
        var first = named.isEmpty() ? SOME_DATE : named.getFirst().minusYears(years);
        return Stream.concat(
                named.stream(),
                yearly.isEmpty()
                        ? Stream.empty()
                        : Stream.concat(Stream.of(first), named.stream())
                                .flatMapToInt(from -> IntStream.rangeClosed(from.getYear(), from.getYear() + years))
                                .distinct()
                                .boxed()
                                .flatMap(year -> yearly.stream().map(day -> in(year, day))));
    }

    private static List<MonthDay> yearly(List<DateTest> tests) {
        var ends = tests.stream()
                .flatMap(test -> test instanceof DateTest.Yearly yearly ? yearly.ends() : Stream.empty())
                .toList();
        return ends.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(NEW_YEAR), ends.stream()).distinct().toList();
    }

    /// The days on which a year's turn of a test begins or ends: at each end, the day after it, and the new year.
    public static Stream<LocalDate> turnsIn(int year, DateTest.Yearly test) {
        return Stream.concat(
                Stream.of(NEW_YEAR.atYear(year)),
                test.ends().map(day -> in(year, day)).flatMap(day -> Stream.of(day, day.plusDays(1))));
    }

    /// In a year without it, the day before which 02-29 would be.
    private static LocalDate in(int year, MonthDay day) {
        return day.equals(LEAP_DAY) && !Year.isLeap(year) ? BEHIND_LEAP_DAY.atYear(year) : day.atYear(year);
    }
}
