package io.stockrule.delivery.target;

import io.stockrule.delivery.wish.Cause;
import java.time.Instant;

/// By how much the newest decision moves what Amazon lists.
///
/// @param units fewer when negative; 0 as long as it is not known what Amazon lists
/// @param cause what the decision is a consequence of
public record Moved(Instant at, int units, Cause cause) {
    /// It is known now.
    Moved by(int units, Instant now) {
        return new Moved(now, units, cause);
    }
}
