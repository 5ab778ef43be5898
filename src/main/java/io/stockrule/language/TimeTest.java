package io.stockrule.language;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// `time is between 08:00 and 17:30`, a test of the time of day in the merchant's zone. Times are whole minutes: at
/// 17:30:59 it is still 17:30. One that begins later than it ends spans midnight.
public record TimeTest(LocalTime first, LocalTime last) {
    public boolean holdsAt(LocalTime time) {
        var minute = time.truncatedTo(ChronoUnit.MINUTES);
        boolean begun = !minute.isBefore(first);
        boolean notOver = !minute.isAfter(last);
        return first.isAfter(last) ? begun || notOver : begun && notOver;
    }
}
