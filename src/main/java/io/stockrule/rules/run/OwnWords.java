package io.stockrule.rules.run;

import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.Reserve;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.meaning.Wording;
import io.stockrule.stock.Saying;
import java.util.Optional;

/// What is told of the operations that follow a profile's statements: for whom a statement is, too, where it is not for
/// all.
///
/// @param profile what it says of one listing
record OwnWords(Profile profile) {
    private Saying limited(Saying saying, Provision provision) {
        return Wording.limited(saying, profile.limited().whom(provision));
    }

    /// @param counted what the stock that is chosen says
    Saying selection(Saying counted) {
        var counting = profile.counting();
        var named = limited(Wording.counted(counted, counting), new Provision.Counts(counting));
        return limited(named, new Provision.Selects(profile.selection()));
    }

    Saying unknownLists() {
        return profile.unknown()
                .filter(UnknownStock.ListNumber.class::isInstance)
                .map(said -> limited(Wording.unknownStockLists(), new Provision.KnowsNoStock(said)))
                .orElseGet(() -> ofQuantity(Wording.unknownStockLists(profile.mode())));
    }

    Saying unknownStops() {
        return ofUnknown(Wording.unknownStockStops());
    }

    Saying unknownHolds() {
        return ofUnknown(Wording.unknownStockHolds());
    }

    private Saying ofUnknown(Saying saying) {
        return profile.unknown()
                .map(said -> limited(saying, new Provision.KnowsNoStock(said)))
                .orElse(saying);
    }

    Saying reserve(long units) {
        return limited(Wording.reserve(units), keeps(new Reserve.Kept.Units((int) units)));
    }

    /// @param units that the percentage comes to
    Saying reserve(int percent, long units) {
        return limited(Wording.reserve(percent, units), keeps(new Reserve.Kept.Percent(percent)));
    }

    private static Provision keeps(Reserve.Kept kept) {
        return new Provision.Keeps(new Reserve(kept, Optional.empty()));
    }

    /// @param units that it comes to
    Saying reserveAt(String warehouse, Reserve.Kept kept, long units) {
        return limited(
                Wording.reserveAt(warehouse, units), new Provision.Keeps(new Reserve(kept, Optional.of(warehouse))));
    }

    Saying share(int percent) {
        return limited(Wording.share(percent), new Provision.Offers(percent));
    }

    Saying quantity() {
        return ofQuantity(Wording.quantity(profile.mode()));
    }

    private Saying ofQuantity(Saying saying) {
        return limited(saying, new Provision.Lists(profile.mode()));
    }

    Saying minimum(int minimum) {
        return limited(Wording.minimum(minimum), new Provision.ListsNothingBelow(minimum));
    }

    Saying steps(int units) {
        return limited(Wording.steps(units), new Provision.ListsInSteps(units));
    }
}
