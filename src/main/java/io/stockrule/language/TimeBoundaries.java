package io.stockrule.language;

import java.time.LocalDateTime;
import java.util.Optional;

/// The moments at which a profile may decide something else although no stock has changed.
public final class TimeBoundaries {
    private TimeBoundaries() {}

    /// The first boundary strictly after the given moment, both in the merchant's zone; empty when the profile names no
    /// later one. A boundary is the first instant at which a date test changes its truth: midnight.
    public static Optional<LocalDateTime> nextAfter(Profile profile, LocalDateTime moment) {
        throw new UnsupportedOperationException("not yet");
    }
}
