package io.stockrule.delivery;

import java.util.OptionalInt;

/// What the newest decision wants of a target.
public sealed interface Wish {
    /// Amazon is to show this number.
    ///
    /// @param handlingDays days to ship; empty leaves what Amazon has
    record Number(int quantity, OptionalInt handlingDays) implements Wish {
        /// Whether sending it would change something.
        boolean differsFrom(int sent, OptionalInt sentHandlingDays) {
            return quantity != sent || (handlingDays.isPresent() && !handlingDays.equals(sentHandlingDays));
        }
    }

    /// Nothing is to be sent: a profile holds. A number that still waits is withdrawn.
    record Hold(String reason) implements Wish {}

    /// Nothing may be sent: the listings of the target do not agree.
    record Conflict(String reason) implements Wish {}

    /// Nothing wants anything of this target any more.
    record Nothing() implements Wish {}
}
