package io.stockrule.listing.override;

import io.stockrule.stock.ListingOverride;

/// What the activity log says of overrides.
final class OverrideWords {
    private OverrideWords() {}

    static String set(OverrideWish wish) {
        var set = wish.override();
        return "%s set for listing %d: %s, \"%s\"%s"
                .formatted(
                        set.author(),
                        wish.listingId(),
                        what(set),
                        set.reason(),
                        set.end().map(" until %s"::formatted).orElse(""));
    }

    static String removed(KeptOverride kept, String by) {
        return "%s took back for listing %d: %s, \"%s\""
                .formatted(
                        by,
                        kept.listingId(),
                        what(kept.override()),
                        kept.override().reason());
    }

    static String setByFile(int overrides, String by) {
        return overrides == 1
                ? "%s set 1 override of a listing by a file".formatted(by)
                : "%s set %d overrides of listings by a file".formatted(by, overrides);
    }

    /// `pin 7`, in the language's words.
    static String what(ListingOverride override) {
        return switch (override.kind()) {
            case RESERVE -> "reserve %d more".formatted(override.units());
            case CAP -> "cap %d".formatted(override.units());
            case PIN -> "pin %d%s".formatted(override.units(), override.alsoWhenStopped() ? " also when stopped" : "");
        };
    }
}
