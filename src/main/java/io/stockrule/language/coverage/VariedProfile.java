package io.stockrule.language.coverage;

import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
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
        return with(selection, profile.reserves(), profile.share(), profile.mode(), profile.minimum(), unknown());
    }

    /// @param change of all of them
    Profile reserves(UnaryOperator<List<Reserve>> change) {
        return with(
                profile.selection(),
                change.apply(new ArrayList<>(profile.reserves())),
                profile.share(),
                profile.mode(),
                profile.minimum(),
                unknown());
    }

    Profile share(OptionalInt share) {
        return with(profile.selection(), profile.reserves(), share, profile.mode(), profile.minimum(), unknown());
    }

    /// What comes of unknown stock stays.
    Profile mode(QuantityMode mode) {
        return with(
                profile.selection(),
                profile.reserves(),
                profile.share(),
                mode,
                profile.minimum(),
                Optional.of(unknown().orElseGet(this::unknownByMode)));
    }

    private UnknownStock unknownByMode() {
        return switch (profile.mode()) {
            case QuantityMode.ProductValue _, QuantityMode.NotMoreThan _ -> new UnknownStock.Hold();
            case QuantityMode.SingleStock _ -> new UnknownStock.ListNumber(1);
            case QuantityMode.CustomQuantity(int quantity) -> new UnknownStock.ListNumber(quantity);
        };
    }

    Profile minimum(int minimum) {
        return with(profile.selection(), profile.reserves(), profile.share(), profile.mode(), minimum, unknown());
    }

    Profile unknown(Optional<UnknownStock> unknown) {
        return with(
                profile.selection(), profile.reserves(), profile.share(), profile.mode(), profile.minimum(), unknown);
    }

    Profile steps(int steps) {
        return new Profile(
                profile.name(),
                profile.selection(),
                profile.reserves(),
                profile.share(),
                profile.mode(),
                profile.minimum(),
                steps,
                profile.handlingDays(),
                profile.unknown(),
                profile.exceptions(),
                profile.includes(),
                profile.promises(),
                profile.expectations(),
                profile.limited());
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

    private Optional<UnknownStock> unknown() {
        return profile.unknown();
    }

    private Profile with(
            Selection selection,
            List<Reserve> reserves,
            OptionalInt share,
            QuantityMode mode,
            int minimum,
            Optional<UnknownStock> unknown) {
        return new Profile(
                profile.name(),
                selection,
                reserves,
                share,
                mode,
                minimum,
                profile.steps(),
                profile.handlingDays(),
                unknown,
                profile.exceptions(),
                profile.includes(),
                profile.promises(),
                profile.expectations(),
                profile.limited());
    }
}
