package io.stockrule.language.meaning;

import io.stockrule.language.Condition;
import io.stockrule.stock.ListingFacts;
import java.util.OptionalLong;

/// What conditions look at: the facts of a listing and its amounts as they are when the exceptions begin.
public record Circumstances(ListingFacts facts, long available, long sellable, long listed) {
    public boolean hold(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> any.conditions().stream().anyMatch(this::hold);
            case Condition.AllOf all -> all.conditions().stream().allMatch(this::hold);
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

    private OptionalLong amount(Condition.Amount amount) {
        return switch (amount) {
            case Condition.Amount.Available _ -> OptionalLong.of(available);
            case Condition.Amount.Sellable _ -> OptionalLong.of(sellable);
            case Condition.Amount.Listed _ -> OptionalLong.of(listed);
            case Condition.Amount.AvailableAt at -> SelectedStock.level(facts.variant(), at.warehouse());
        };
    }
}
