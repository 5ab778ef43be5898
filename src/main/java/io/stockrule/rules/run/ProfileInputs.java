package io.stockrule.rules.run;

import io.stockrule.language.Profile;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.UnknownStock;
import io.stockrule.rules.Choice;
import io.stockrule.rules.Mode;
import io.stockrule.rules.WhenUnknown;
import java.util.List;
import java.util.stream.Stream;

/// What a profile says, as plain values that the conditions of rule files can test. Made once for the
/// candidates of a profile that sell packs of one size.
public record ProfileInputs(
        Profile profile,
        Choice choice,
        List<String> namedWarehouses,
        int wantedUnits,
        int reserve,
        int reservePercent,
        boolean keepingAtWarehouses,
        WhenUnknown whenUnknown,
        int unknownQuantity,
        Mode mode,
        int modeQuantity) {
    static ProfileInputs of(Profile profile) {
        var unknown = profile.unknown();
        return new ProfileInputs(
                profile,
                choice(profile.selection()),
                profile.selection().names(),
                profile.selection() instanceof Selection.FirstOf first ? first.atLeast() : 0,
                units(profile.reserves()),
                percent(profile.reserves()),
                profile.reserves().stream().anyMatch(it -> it.warehouse().isPresent()),
                unknown.map(ProfileInputs::whenUnknown).orElse(WhenUnknown.NOT_SAID),
                unknown.map(ProfileInputs::quantity).orElse(0),
                mode(profile.mode()),
                quantity(profile.mode()));
    }

    private static Choice choice(Selection selection) {
        return switch (selection) {
            case Selection.All _ -> Choice.ALL;
            case Selection.AllExcept _ -> Choice.ALL_EXCEPT;
            case Selection.Named _ -> Choice.NAMED;
            case Selection.FirstOf _ -> Choice.FIRST_OF;
        };
    }

    private static int units(List<Reserve> reserves) {
        return ofAll(reserves)
                .mapToInt(kept -> kept instanceof Reserve.Kept.Units(int units) ? units : 0)
                .sum();
    }

    private static int percent(List<Reserve> reserves) {
        return ofAll(reserves)
                .mapToInt(kept -> kept instanceof Reserve.Kept.Percent(int percent) ? percent : 0)
                .sum();
    }

    private static Stream<Reserve.Kept> ofAll(List<Reserve> reserves) {
        return reserves.stream().filter(it -> it.warehouse().isEmpty()).map(Reserve::kept);
    }

    private static WhenUnknown whenUnknown(UnknownStock unknown) {
        return switch (unknown) {
            case UnknownStock.ListNumber _ -> WhenUnknown.LIST;
            case UnknownStock.Hold _ -> WhenUnknown.HOLD;
            case UnknownStock.Stop _ -> WhenUnknown.STOP;
        };
    }

    private static int quantity(UnknownStock unknown) {
        return switch (unknown) {
            case UnknownStock.ListNumber list -> list.quantity();
            case UnknownStock.Hold _, UnknownStock.Stop _ -> 0;
        };
    }

    private static Mode mode(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.ProductValue _ -> Mode.PRODUCT_VALUE;
            case QuantityMode.NotMoreThan _ -> Mode.NOT_MORE_THAN;
            case QuantityMode.SingleStock _ -> Mode.SINGLE_STOCK;
            case QuantityMode.CustomQuantity _ -> Mode.CUSTOM_QUANTITY;
        };
    }

    private static int quantity(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.ProductValue _ -> 0;
            case QuantityMode.NotMoreThan capped -> capped.cap();
            case QuantityMode.SingleStock _ -> 1;
            case QuantityMode.CustomQuantity custom -> custom.quantity();
        };
    }
}
