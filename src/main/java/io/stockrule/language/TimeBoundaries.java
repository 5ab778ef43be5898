package io.stockrule.language;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/// The moments at which a profile may decide something else although no stock has changed.
public final class TimeBoundaries {
    private TimeBoundaries() {}

    /// The first boundary strictly after the given moment, both in the merchant's zone; empty when the profile names no
    /// later one. A boundary is the first instant at which a date test changes its truth: midnight.
    public static Optional<LocalDateTime> nextAfter(Profile profile, LocalDateTime moment) {
        return profile.exceptions().stream()
                .map(ProfileException::condition)
                .flatMap(TimeBoundaries::changesOf)
                .map(LocalDate::atStartOfDay)
                .filter(each -> each.isAfter(moment))
                .min(LocalDateTime::compareTo);
    }

    private static Stream<LocalDate> changesOf(Condition condition) {
        return switch (condition) {
            case Condition.OnDate onDate -> changesOf(onDate.test());
            case Condition.AmountTest _ -> Stream.empty();
        };
    }

    /// The days on whose first instant a test becomes true or false.
    private static Stream<LocalDate> changesOf(DateTest test) {
        return switch (test) {
            case DateTest.Is is -> Stream.of(is.date(), is.date().plusDays(1));
            case DateTest.Before before -> Stream.of(before.date());
            case DateTest.After after -> Stream.of(after.date().plusDays(1));
            case DateTest.Between between ->
                Stream.of(between.first(), between.last().plusDays(1));
        };
    }
}
