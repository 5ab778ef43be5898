package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.TextTest;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.Circumstances;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tests of a profile other than those of amounts, each with the values that satisfy it.
final class TraitTests {
    /// @param trait number of the trait that is tested
    /// @param fitting numbers of its values
    /// @param negated it holds when no value fits: `tag is empty`
    record TraitTest(int trait, BitSet fitting, boolean negated) {}

    /// One thing that a listing has: a text, tags, a date.
    ///
    /// @param many it has several values at once, or none
    private record Trait(TraitValues values, boolean many) {}

    private final List<Trait> traits = new ArrayList<>();
    private final Map<Condition, TraitTest> tests = new IdentityHashMap<>();

    private TraitTests() {}

    static TraitTests of(List<Condition> conditions) {
        var leaves = conditions.stream().flatMap(TraitTests::leaves).toList();
        var tests = new TraitTests();
        for (var word : words(leaves)) {
            tests.add(
                    all(
                            leaves,
                            Condition.OnText.class,
                            test -> test.test().word().equals(word)),
                    word);
        }
        tests.addDates(leaves);
        tests.addTimes(all(leaves, Condition.AtTime.class, _ -> true));
        tests.addSelling(all(leaves, Condition.KeepsSelling.class, _ -> true));
        return tests;
    }

    private static SortedSet<Word> words(List<Condition> leaves) {
        return all(leaves, Condition.OnText.class, _ -> true).stream()
                .map(test -> test.test().word())
                .collect(Collectors.toCollection(() -> new TreeSet<>(Word.order())));
    }

    static Stream<Condition> leaves(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> any.conditions().stream().flatMap(TraitTests::leaves);
            case Condition.AllOf all -> all.conditions().stream().flatMap(TraitTests::leaves);
            case Condition.Not not -> leaves(not.condition());
            default -> Stream.of(condition);
        };
    }

    private static <C extends Condition> List<C> all(List<Condition> leaves, Class<C> kind, Predicate<C> which) {
        return leaves.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which)
                .toList();
    }

    private void add(List<Condition.OnText> leaves, Word word) {
        if (!leaves.isEmpty()) {
            var values = TraitValues.ofWord(
                    word, leaves.stream().map(Condition.OnText::test).toList());
            addTrait(values, word.isMany());
            var facts = facts(values);
            for (var leaf : leaves) {
                boolean empty = word.isMany() && leaf.test().match() == TextTest.Match.IS_EMPTY;
                var holds = leaf.test().prepared();
                addTest(leaf, fitting(facts, empty ? holds.negate() : holds), empty);
            }
        }
    }

    private void addDates(List<Condition> leaves) {
        var dates = all(leaves, Condition.OnDate.class, _ -> true);
        var days = all(leaves, Condition.OnDay.class, _ -> true);
        var both = Stream.<Condition>concat(dates.stream(), days.stream()).toList();
        addPlain(
                both,
                TraitValues.ofDates(
                        dates.stream().map(Condition.OnDate::test).toList(),
                        days.stream().map(Condition.OnDay::days).toList()));
    }

    private void addTimes(List<Condition.AtTime> leaves) {
        addPlain(
                leaves,
                TraitValues.ofTimes(leaves.stream().map(Condition.AtTime::test).toList()));
    }

    private void addSelling(List<Condition.KeepsSelling> leaves) {
        addPlain(leaves, TraitValues.ofSelling());
    }

    private void addPlain(List<? extends Condition> leaves, TraitValues values) {
        if (!leaves.isEmpty()) {
            addTrait(values, false);
            var facts = facts(values);
            for (var leaf : leaves) {
                addTest(leaf, fitting(facts, each -> Circumstances.without(each).hold(leaf)), false);
            }
        }
    }

    private void addTrait(TraitValues values, boolean many) {
        traits.add(new Trait(values, many));
    }

    private void addTest(Condition leaf, BitSet fitting, boolean negated) {
        tests.put(leaf, new TraitTest(traits.size() - 1, fitting, negated));
    }

    private static List<ListingFacts> facts(TraitValues values) {
        return values.values().stream().map(value -> value.facts(List.of(), 1)).toList();
    }

    private static BitSet fitting(List<ListingFacts> facts, Predicate<ListingFacts> holds) {
        var fitting = new BitSet();
        for (int i = 0; i < facts.size(); i++) {
            fitting.set(i, holds.test(facts.get(i)));
        }
        return fitting;
    }

    TraitTest test(Condition leaf) {
        return Objects.requireNonNull(tests.get(leaf), () -> "no test of a trait: " + leaf);
    }

    boolean complete() {
        return traits.stream().allMatch(trait -> trait.values().complete());
    }

    int traits() {
        return traits.size();
    }

    boolean many(int trait) {
        return traits.get(trait).many();
    }

    List<ListingTraits> values(int trait) {
        return traits.get(trait).values().values();
    }
}
