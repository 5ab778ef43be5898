package io.stockrule.rules.run;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.Overrides;

/// What the rule files of the steps look at of a listing, besides its profile.
///
/// @param packSize units in one pack, 1 or more
/// @param overrides as [Overrides#signature] says it: which there are, not their numbers
public record Sold(int packSize, int overrides) {
    static Sold of(ListingFacts facts) {
        return new Sold(facts.packSize(), facts.overrides().signature());
    }

    /// A number for each, for whoever looks up millions; for small packs without overrides one that Java has ready.
    static Long number(ListingFacts facts) {
        return (long) facts.overrides().signature() << Integer.SIZE | facts.packSize();
    }

    public boolean has(ListingOverride.Kind kind) {
        return Overrides.has(overrides, kind);
    }

    public boolean isPinnedAlsoWhenStopped() {
        return Overrides.pinsAlsoWhenStopped(overrides);
    }
}
