package io.stockrule.access;

import java.time.ZoneId;

/// Reads the name of a time zone that a person gave.
final class TimeZones {
    private TimeZones() {}

    /// Only names of regions: an offset such as `+02:00` would be wrong for half of the year.
    static ZoneId parse(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new Problem(
                    422, "unknown-time-zone", "unknown time zone \"%s\"; a known one is Europe/Berlin".formatted(name));
        }
        return ZoneId.of(name);
    }
}
