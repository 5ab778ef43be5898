package io.stockrule.language.meaning;

import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.TellingDates;
import io.stockrule.language.TimeTest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The moments at which a profile may decide something else although no stock has changed.
public final class TimeBoundaries {
    private TimeBoundaries() {}

    private static final int DAYS_OF_A_WEEK = 7;

    /// Where a century has none.
    private static final int YEARS_TO_A_LEAP_YEAR = 8;

    /// The first boundary strictly after the given moment, both in the merchant's zone; empty when the profile names no
    /// later one. A boundary is the first instant at which a test of date, time or day changes its truth.
    public static Optional<LocalDateTime> nextAfter(Profile profile, LocalDateTime moment) {
        return Stream.concat(
                        profile.exceptions().stream().map(ProfileException::condition),
                        profile.limited().open().stream().map(LimitedStatement::where))
                .flatMap(condition -> changesAfter(moment, condition))
                .filter(each -> each.isAfter(moment))
                .min(LocalDateTime::compareTo);
    }

    private static Stream<LocalDateTime> changesAfter(LocalDateTime moment, Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> any.conditions().stream().flatMap(each -> changesAfter(moment, each));
            case Condition.AllOf all -> all.conditions().stream().flatMap(each -> changesAfter(moment, each));
            case Condition.Not not -> changesAfter(moment, not.condition());
            case Condition.OnDate date ->
                changesOf(date.test(), moment.toLocalDate()).map(LocalDate::atStartOfDay);
            case Condition.AtTime time -> changesOf(time.test(), moment.toLocalDate());
            case Condition.OnDay day -> changesOf(day.days(), moment.toLocalDate());
            case Condition.AmountTest _, Condition.OnText _, Condition.KeepsSelling _ -> Stream.empty();
        };
    }

    /// The days on whose first instant a test becomes true or false.
    private static Stream<LocalDate> changesOf(DateTest test, LocalDate today) {
        return switch (test) {
            case DateTest.Is is -> Stream.of(is.date(), is.date().plusDays(1));
            case DateTest.Before before -> Stream.of(before.date());
            case DateTest.After after -> Stream.of(after.date().plusDays(1));
            case DateTest.Between between ->
                Stream.of(between.first(), between.last().plusDays(1));
            case DateTest.Yearly yearly -> changesOf(yearly, today);
        };
    }

    /// Those of this year and of the next, until it is a leap year.
    private static Stream<LocalDate> changesOf(DateTest.Yearly test, LocalDate today) {
        return IntStream.rangeClosed(today.getYear(), today.getYear() + YEARS_TO_A_LEAP_YEAR)
                .boxed()
                .flatMap(year -> TellingDates.turnsIn(year, test))
                .filter(day -> test.holdsOn(day) != test.holdsOn(day.minusDays(1)));
    }

    /// Today's and tomorrow's; a test that always holds has none.
    private static Stream<LocalDateTime> changesOf(TimeTest test, LocalDate today) {
        var over = test.last().plusMinutes(1);
        return over.equals(test.first())
                ? Stream.empty()
                : Stream.of(today, today.plusDays(1))
                        .flatMap(day -> Stream.of(day.atTime(test.first()), day.atTime(over)));
    }

    /// The next day that is in the test when its eve is not, or the other way round.
    private static Stream<LocalDateTime> changesOf(Set<DayOfWeek> days, LocalDate today) {
        return IntStream.rangeClosed(1, DAYS_OF_A_WEEK)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek())
                        != days.contains(day.minusDays(1).getDayOfWeek()))
                .map(LocalDate::atStartOfDay)
                .limit(1);
    }
}
