package io.stockrule.rules.run;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/// The times of day at which an included file may decide something else although no stock has changed.
///
/// @param times that its conditions name; midnight for those that look at the day
public record TimesOfDay(SortedSet<LocalTime> times) {
    /// The first such moment strictly after the given one, both in the merchant's zone.
    Optional<LocalDateTime> nextAfter(LocalDateTime moment) {
        var today = moment.toLocalDate();
        return Stream.of(today, today.plusDays(1))
                .flatMap(day -> times.stream().map(day::atTime))
                .filter(each -> each.isAfter(moment))
                .findFirst();
    }
}
