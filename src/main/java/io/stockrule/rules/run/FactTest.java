package io.stockrule.rules.run;

import io.stockrule.language.Condition;
import io.stockrule.stock.ListingFacts;
import java.util.List;
import java.util.function.Predicate;

/// Tests of what a listing is and of its moment, prepared for many listings.
final class FactTest {
    private FactTest() {}

    /// @throws IllegalArgumentException for a test of an amount, which no fact is
    static Predicate<ListingFacts> of(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> anyOf(any.conditions());
            case Condition.AllOf all -> allOf(all.conditions());
            case Condition.Not not -> of(not.condition()).negate();
            case Condition.OnText text -> text.test().prepared();
            case Condition.OnDate on ->
                facts -> {
                    var date = facts.date();
                    return date.isPresent() && on.test().holdsOn(date.get());
                };
            case Condition.AtTime at ->
                facts -> {
                    var time = facts.time();
                    return time.isPresent() && at.test().holdsAt(time.get());
                };
            case Condition.OnDay on ->
                facts -> {
                    var date = facts.date();
                    return date.isPresent() && on.days().contains(date.get().getDayOfWeek());
                };
            case Condition.KeepsSelling _ -> facts -> facts.variant().keepsSelling();
            case Condition.AmountTest test -> throw new IllegalArgumentException("tests an amount: " + test);
        };
    }

    private static Predicate<ListingFacts> anyOf(List<Condition> conditions) {
        var tests = tests(conditions);
        return facts -> {
            for (var test : tests) {
                if (test.test(facts)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<ListingFacts> allOf(List<Condition> conditions) {
        var tests = tests(conditions);
        return facts -> {
            for (var test : tests) {
                if (!test.test(facts)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static List<Predicate<ListingFacts>> tests(List<Condition> conditions) {
        return conditions.stream().map(FactTest::of).toList();
    }
}
