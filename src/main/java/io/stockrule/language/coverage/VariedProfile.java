package io.stockrule.language.coverage;

import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.UnknownStock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// A profile with one of its settings changed.
record VariedProfile(Profile profile) {
    Profile selection(Selection selection) {
        return profile.with(new Provision.Selects(selection));
    }

    /// @param change of all of them
    Profile reserves(UnaryOperator<List<Reserve>> change) {
        return profile.withReserves(change.apply(new ArrayList<>(profile.reserves())));
    }

    Profile share(OptionalInt share) {
        return profile.withShare(share);
    }

    /// What comes of unknown stock stays.
    Profile mode(QuantityMode mode) {
        return profile.with(new Provision.Lists(mode))
                .with(new Provision.KnowsNoStock(profile.unknown().orElseGet(this::unknownByMode)));
    }

    private UnknownStock unknownByMode() {
        return switch (profile.mode()) {
            case QuantityMode.ProductValue _, QuantityMode.NotMoreThan _ -> new UnknownStock.Hold();
            case QuantityMode.SingleStock _ -> new UnknownStock.ListNumber(1);
            case QuantityMode.CustomQuantity(int quantity) -> new UnknownStock.ListNumber(quantity);
        };
    }

    Profile minimum(int minimum) {
        return profile.with(new Provision.ListsNothingBelow(minimum));
    }

    Profile unknown(Optional<UnknownStock> unknown) {
        return profile.withUnknown(unknown);
    }

    Profile steps(int steps) {
        return profile.with(new Provision.ListsInSteps(steps));
    }

    /// @param change of all of them
    Profile limited(UnaryOperator<List<LimitedStatement>> change) {
        return profile.with(LimitedStatements.of(
                change.apply(new ArrayList<>(profile.limited().open()))));
    }

    /// @param change of all of them
    Profile exceptions(UnaryOperator<List<ProfileException>> change) {
        return profile.withExceptions(change.apply(new ArrayList<>(profile.exceptions())));
    }
}
