package io.stockrule.rules;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.UnknownStock;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/// Profiles that differ from another one in nothing but numbers.
record OtherNumbers(IntSupplier number, IntSupplier percent) {
    Profile of(Profile profile) {
        return new Profile(
                profile.name(),
                profile.selection() instanceof Selection.FirstOf first
                        ? new Selection.FirstOf(first.names(), number.getAsInt())
                        : profile.selection(),
                profile.counting(),
                profile.reserves().stream().map(this::of).toList(),
                profile.share().isPresent() ? OptionalInt.of(percent.getAsInt()) : OptionalInt.empty(),
                of(profile.mode()),
                profile.minimum() == 0 ? 0 : 1 + number.getAsInt(),
                profile.steps() == 1 ? 1 : 2 + Math.min(998, number.getAsInt()),
                profile.handlingDays(),
                profile.unknown()
                        .map(it -> it instanceof UnknownStock.ListNumber
                                ? new UnknownStock.ListNumber(number.getAsInt())
                                : it),
                profile.exceptions().stream().map(this::of).toList(),
                profile.includes(),
                profile.promises(),
                profile.expectations(),
                profile.limited());
    }

    private Reserve of(Reserve reserve) {
        var kept = switch (reserve.kept()) {
            case Reserve.Kept.Units _ -> new Reserve.Kept.Units(number.getAsInt());
            case Reserve.Kept.Percent _ -> new Reserve.Kept.Percent(percent.getAsInt());
        };
        return new Reserve(kept, reserve.warehouse());
    }

    private QuantityMode of(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.NotMoreThan _ -> new QuantityMode.NotMoreThan(number.getAsInt());
            case QuantityMode.CustomQuantity _ -> new QuantityMode.CustomQuantity(number.getAsInt());
            case QuantityMode.ProductValue _, QuantityMode.SingleStock _ -> mode;
        };
    }

    private ProfileException of(ProfileException exception) {
        var condition = of(exception.condition());
        return new ProfileException(
                condition,
                new Branch(of(exception.action()), exception.handlingDays()),
                exception.isOtherwise(),
                "when " + condition,
                exception.span());
    }

    private Condition of(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> new Condition.AnyOf(of(any.conditions()));
            case Condition.AllOf all -> new Condition.AllOf(of(all.conditions()));
            case Condition.Not not -> new Condition.Not(of(not.condition()));
            case Condition.AmountTest test -> new Condition.AmountTest(test.amount(), of(test.comparison()));
            default -> condition;
        };
    }

    private List<Condition> of(List<Condition> conditions) {
        return conditions.stream().map(this::of).toList();
    }

    private Comparison of(Comparison comparison) {
        int other = number.getAsInt();
        return switch (comparison) {
            case Comparison.Is _ -> new Comparison.Is(other);
            case Comparison.IsNot _ -> new Comparison.IsNot(other);
            case Comparison.Below _ -> new Comparison.Below(other);
            case Comparison.Above _ -> new Comparison.Above(other);
            case Comparison.AtLeast _ -> new Comparison.AtLeast(other);
            case Comparison.AtMost _ -> new Comparison.AtMost(other);
            case Comparison.Between _ -> new Comparison.Between(other - 5L, number.getAsInt());
        };
    }

    private Action of(Action action) {
        return switch (action) {
            case Action.ListNumber _ -> new Action.ListNumber(number.getAsInt());
            case Action.ListAtMost _ -> new Action.ListAtMost(number.getAsInt());
            case Action.ListAtLeast _ -> new Action.ListAtLeast(number.getAsInt());
            case Action.Add _ -> new Action.Add(number.getAsInt());
            case Action.Subtract _ -> new Action.Subtract(number.getAsInt());
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> action;
        };
    }
}
