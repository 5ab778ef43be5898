package io.stockrule.sync;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.function.Function;

/// When a clock on the wall comes to, or jumps over, a time at which something can be decided otherwise. Where
/// clocks go back, an hour and all times in it come twice; where they go forward, the times left out come all at once.
final class BoundaryInstants {
    private BoundaryInstants() {}

    /// The first such moment strictly after the given one.
    ///
    /// @param nextAfter the first such time on the wall strictly after another, if there is one
    static Optional<Instant> nextAfter(
            Instant now, ZoneId zone, Function<LocalDateTime, Optional<LocalDateTime>> nextAfter) {
        var offset = zone.getRules().getOffset(now);
        var next = nextAfter.apply(LocalDateTime.ofInstant(now, zone));
        var change = Optional.ofNullable(zone.getRules().nextTransition(now));
        var unlessChanged = next.map(time -> time.toInstant(offset));
        if (change.isEmpty()
                || unlessChanged.filter(change.get().getInstant()::isAfter).isPresent()) {
            return unlessChanged;
        }
        return crosses(change.get(), nextAfter)
                ? Optional.of(change.get().getInstant())
                : next.map(time -> firstInstant(time, zone));
    }

    /// Whether such a time is among those that are left out or come again.
    private static boolean crosses(
            ZoneOffsetTransition change, Function<LocalDateTime, Optional<LocalDateTime>> nextAfter) {
        var first = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
        var last = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
        return nextAfter
                .apply(first.minusNanos(1))
                .filter(time -> !time.isAfter(last))
                .isPresent();
    }

    private static Instant firstInstant(LocalDateTime time, ZoneId zone) {
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
