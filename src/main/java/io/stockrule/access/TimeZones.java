package io.stockrule.access;

import java.time.ZoneId;
import java.util.Optional;

/// Reads the name of a time zone that a person gave.
final class TimeZones {
    private TimeZones() {}

    /// Only names of regions: an offset such as `+02:00` would be wrong for half of the year.
    static Optional<ZoneId> parse(String name) {
        return Optional.of(name).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
    }
}
