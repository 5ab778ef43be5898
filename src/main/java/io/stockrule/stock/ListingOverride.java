package io.stockrule.stock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/// What a person or a file has set for one listing, over what its profile says. Facts have only those that are in
/// force: who makes facts leaves out what has ended.
///
/// (Not `Override`: in this package that name would hide Java's own.)
///
/// @param units of what is available for a reserve, else of what is listed
/// @param alsoWhenStopped a pin lists its number although the profile stops
/// @param reason in the words of who set it
/// @param author who set it
/// @param end from this moment on it is none any more; empty for one that somebody has to remove
public record ListingOverride(
        Kind kind,
        int units,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean alsoWhenStopped,
        String reason,
        String author,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> end) {
    /// As the language has it: no number in a profile is larger.
    public static final int MOST_UNITS = 1_000_000;

    /// A listing has at most one of each, in this order.
    public enum Kind {
        /// So many more are kept in reserve.
        RESERVE,
        /// Not more are listed.
        CAP,
        /// These are listed, whatever else would be.
        PIN;

        /// The smallest number that says anything.
        public int fewestUnits() {
            return this == RESERVE ? 1 : 0;
        }
    }

    public ListingOverride {
        if (units < kind.fewestUnits() || units > MOST_UNITS) {
            throw new IllegalArgumentException(
                    "%s has %d to 1,000,000 units, was %d".formatted(kind, kind.fewestUnits(), units));
        }
        if (alsoWhenStopped && kind != Kind.PIN) {
            throw new IllegalArgumentException("only a pin may act when the profile stops, was " + kind);
        }
    }

    /// Whether it is one at this moment.
    public boolean isInForce(Instant moment) {
        return end.filter(it -> !it.isAfter(moment)).isEmpty();
    }
}
