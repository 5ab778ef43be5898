package io.stockrule.delivery.wish;

import java.util.Optional;
import java.util.OptionalInt;

/// What the newest decision wants of a target.
public sealed interface Wish {
    /// Amazon is to show this number.
    ///
    /// @param handlingDays days to ship; empty leaves what Amazon has
    /// @param stopped why nothing is for sale, if that was stopped: a sentence
    record Number(int quantity, OptionalInt handlingDays, Optional<String> stopped) implements Wish {
        public Number(int quantity, OptionalInt handlingDays) {
            this(quantity, handlingDays, Optional.empty());
        }

        /// Whether sending it would change something.
        public boolean differsFrom(int sent, OptionalInt sentHandlingDays) {
            return quantity != sent || (handlingDays.isPresent() && !handlingDays.equals(sentHandlingDays));
        }
    }

    /// Nothing is to be sent: a profile holds. A number that still waits is withdrawn.
    ///
    /// @param gone there is nothing left that the listing could sell, and still Amazon is to keep what it shows
    record Hold(String reason, boolean gone) implements Wish {
        public Hold(String reason) {
            this(reason, false);
        }
    }

    /// Nothing may be sent: the listings of the target do not agree.
    record Conflict(String reason) implements Wish {}

    /// Nothing wants anything of this target any more.
    record Nothing() implements Wish {}
}
