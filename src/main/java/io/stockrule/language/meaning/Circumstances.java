package io.stockrule.language.meaning;

import io.stockrule.language.Condition;
import io.stockrule.language.Counting;
import io.stockrule.language.Selection;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import java.util.List;
import java.util.OptionalLong;

/// What conditions look at: the facts of a listing and its amounts as they are when the exceptions begin.
///
/// @param selection which warehouses count
/// @param counting what of their stock counts
public record Circumstances(
        ListingFacts facts, Selection selection, Counting counting, long available, long sellable, long listed) {
    /// What conditions look at that test no amount.
    public static Circumstances without(ListingFacts facts) {
        return new Circumstances(facts, new Selection.All(), Counting.AVAILABLE, 0, 0, 0);
    }

    /// The same amounts of another listing.
    public Circumstances with(ListingFacts other) {
        return new Circumstances(other, selection, counting, available, sellable, listed);
    }

    public boolean hold(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> isOneHolding(any.conditions(), true);
            case Condition.AllOf all -> !isOneHolding(all.conditions(), false);
            case Condition.Not not -> !hold(not.condition());
            case Condition.AmountTest test -> {
                var amount = amount(test.amount());
                yield amount.isPresent() && test.comparison().holdsFor(amount.getAsLong());
            }
            case Condition.OnText text -> text.test().holdsFor(facts);
            case Condition.OnDate on -> facts.date().filter(on.test()::holdsOn).isPresent();
            case Condition.AtTime at -> facts.time().filter(at.test()::holdsAt).isPresent();
            case Condition.OnDay on ->
                facts.date()
                        .filter(date -> on.days().contains(date.getDayOfWeek()))
                        .isPresent();
            case Condition.KeepsSelling _ -> facts.variant().keepsSelling();
        };
    }

    /// Asked a million times in a check of a profile, so no stream.
    private boolean isOneHolding(List<Condition> conditions, boolean wanted) {
        for (var condition : conditions) {
            if (hold(condition) == wanted) {
                return true;
            }
        }
        return false;
    }

    private OptionalLong amount(Condition.Amount amount) {
        return switch (amount) {
            case Condition.Amount.Available _ -> OptionalLong.of(available);
            case Condition.Amount.Sellable _ -> OptionalLong.of(sellable);
            case Condition.Amount.Listed _ -> OptionalLong.of(listed);
            case Condition.Amount.AvailableAt at -> SelectedStock.level(counted(), at.warehouse());
            case Condition.Amount.Held held -> SelectedStock.of(selection, counted(), held(held.part()));
            case Condition.Amount.HeldAt at -> heldAt(at);
        };
    }

    private VariantFacts counted() {
        return counting.of(facts.variant());
    }

    private OptionalLong heldAt(Condition.Amount.HeldAt at) {
        var levels = facts.variant().stock().stream()
                .map(level -> level.withAvailable(at.part().of(level)))
                .toList();
        return SelectedStock.level(facts.variant().withStock(levels), at.warehouse());
    }

    private VariantFacts held(HeldPart part) {
        return facts.variant().withLevels(level -> level.withAvailable(part.of(level)));
    }
}
