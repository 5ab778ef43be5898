package io.stockrule.listing.override;

import io.stockrule.stock.ListingOverride;
import java.time.Instant;
import java.util.Optional;

/// An override as it is kept, also after it is over.
///
/// @param id of this row: whatever else is set gets another
/// @param over how it was taken back; empty for the last one that was set, which counts until its end
public record KeptOverride(long id, long listingId, ListingOverride override, Instant setAt, Optional<Over> over) {
    /// @param how it is over
    /// @param by whom, as the activity log names them; empty for one that has come to its end
    public record Over(How how, Instant at, Optional<String> by) {}

    /// How one is over.
    public enum How {
        /// Something else of its kind was set.
        REPLACED,
        REMOVED,
        /// It had come to its end before something else was set.
        ENDED
    }

    public boolean isInForce(Instant moment) {
        return over.isEmpty() && override.isInForce(moment);
    }

    /// Whether it says the same, whoever has set it.
    boolean saysTheSameAs(ListingOverride other) {
        return override.units() == other.units()
                && override.alsoWhenStopped() == other.alsoWhenStopped()
                && override.reason().equals(other.reason())
                && override.end().equals(other.end());
    }
}
