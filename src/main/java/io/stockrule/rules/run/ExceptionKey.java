package io.stockrule.rules.run;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import java.util.List;

/// What an exception means, whatever its place, its words and its numbers. Profiles with equal lists of these share a
/// rule base.
///
/// Where the condition and the action would have a number of units, they have its place among the numbers of a
/// [Plan].
public record ExceptionKey(Condition condition, Action action) {
    /// @param numbers where those of the exceptions are added
    static List<ExceptionKey> of(Profile profile, List<Long> numbers) {
        return profile.exceptions().stream()
                .map(exception -> new ExceptionKey(
                        withoutNumbers(exception.condition(), numbers), withoutNumbers(exception.action(), numbers)))
                .toList();
    }

    private static Condition withoutNumbers(Condition condition, List<Long> numbers) {
        return switch (condition) {
            case Condition.AnyOf any -> new Condition.AnyOf(withoutNumbers(any.conditions(), numbers));
            case Condition.AllOf all -> new Condition.AllOf(withoutNumbers(all.conditions(), numbers));
            case Condition.Not not -> new Condition.Not(withoutNumbers(not.condition(), numbers));
            case Condition.AmountTest test ->
                new Condition.AmountTest(test.amount(), withoutNumbers(test.comparison(), numbers));
            case Condition.OnText _,
                    Condition.OnDate _,
                    Condition.AtTime _,
                    Condition.OnDay _,
                    Condition.KeepsSelling _ -> condition;
        };
    }

    private static List<Condition> withoutNumbers(List<Condition> conditions, List<Long> numbers) {
        return conditions.stream().map(it -> withoutNumbers(it, numbers)).toList();
    }

    private static Comparison withoutNumbers(Comparison comparison, List<Long> numbers) {
        return switch (comparison) {
            case Comparison.Is is -> new Comparison.Is(place(is.number(), numbers));
            case Comparison.IsNot not -> new Comparison.IsNot(place(not.number(), numbers));
            case Comparison.Below below -> new Comparison.Below(place(below.number(), numbers));
            case Comparison.Above above -> new Comparison.Above(place(above.number(), numbers));
            case Comparison.AtLeast least -> new Comparison.AtLeast(place(least.number(), numbers));
            case Comparison.AtMost most -> new Comparison.AtMost(place(most.number(), numbers));
            case Comparison.Between between ->
                new Comparison.Between(place(between.lowest(), numbers), place(between.highest(), numbers));
        };
    }

    private static Action withoutNumbers(Action action, List<Long> numbers) {
        return switch (action) {
            case Action.ListNumber list -> new Action.ListNumber(place(list.quantity(), numbers));
            case Action.ListAtMost most -> new Action.ListAtMost(place(most.quantity(), numbers));
            case Action.ListAtLeast least -> new Action.ListAtLeast(place(least.quantity(), numbers));
            case Action.Add add -> new Action.Add(place(add.units(), numbers));
            case Action.Subtract subtract -> new Action.Subtract(place(subtract.units(), numbers));
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> action;
        };
    }

    private static int place(long number, List<Long> numbers) {
        numbers.add(number);
        return numbers.size() - 1;
    }
}
