package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.proof.TraitTests.TraitTest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// What is settled about a listing while its cases are told apart: the values that each of its traits may still have.
public final class KnownTraits {
    private final TraitTests tests;
    private final List<BitSet> possible;

    /// Of traits with several values: each of these has a value in it.
    private final List<List<BitSet>> required;

    private KnownTraits(TraitTests tests, List<BitSet> possible, List<List<BitSet>> required) {
        this.tests = tests;
        this.possible = possible;
        this.required = required;
    }

    static KnownTraits nothing(TraitTests tests) {
        return new KnownTraits(
                tests,
                IntStream.range(0, tests.traits())
                        .mapToObj(trait -> first(tests.values(trait).size()))
                        .toList(),
                IntStream.range(0, tests.traits())
                        .mapToObj(_ -> List.<BitSet>of())
                        .toList());
    }

    private static BitSet first(int count) {
        var all = new BitSet(count);
        all.set(0, count);
        return all;
    }

    /// Whether a listing of which this is known can make the test so.
    boolean canBe(Condition leaf, boolean truth) {
        var test = tests.test(leaf);
        var left = possible.get(test.trait());
        if (truth != test.negated()) {
            return left.intersects(test.fitting());
        }
        return tests.many(test.trait())
                ? required.get(test.trait()).stream().allMatch(each -> leaves(left, test.fitting(), each))
                : !without(left, test.fitting()).isEmpty();
    }

    private static boolean leaves(BitSet possible, BitSet taken, BitSet wanted) {
        return !wanted.intersects(taken) || without(possible, taken).intersects(wanted);
    }

    private static BitSet without(BitSet values, BitSet taken) {
        var left = (BitSet) values.clone();
        left.andNot(taken);
        return left;
    }

    KnownTraits with(Condition leaf, boolean truth) {
        var test = tests.test(leaf);
        boolean fits = truth != test.negated();
        return fits && tests.many(test.trait()) ? requiring(test) : limitedTo(test, fits);
    }

    private KnownTraits requiring(TraitTest test) {
        var more = new ArrayList<>(required);
        var of = new ArrayList<>(required.get(test.trait()));
        of.add(test.fitting());
        more.set(test.trait(), List.copyOf(of));
        return new KnownTraits(tests, possible, List.copyOf(more));
    }

    private KnownTraits limitedTo(TraitTest test, boolean fits) {
        var fewer = new ArrayList<>(possible);
        var left = (BitSet) possible.get(test.trait()).clone();
        if (fits) {
            left.and(test.fitting());
        } else {
            left.andNot(test.fitting());
        }
        fewer.set(test.trait(), left);
        return new KnownTraits(tests, List.copyOf(fewer), required);
    }

    /// The plainest listing of which this is true.
    ListingTraits example() {
        var example = ListingTraits.NONE;
        for (int trait = 0; trait < tests.traits(); trait++) {
            for (int value : tests.many(trait) ? several(trait) : one(trait)) {
                example = example.and(tests.values(trait).get(value));
            }
        }
        return example;
    }

    private List<Integer> one(int trait) {
        return List.of(possible.get(trait).nextSetBit(0));
    }

    private List<Integer> several(int trait) {
        return required.get(trait).stream()
                .map(each -> {
                    var fitting = (BitSet) possible.get(trait).clone();
                    fitting.and(each);
                    return fitting.nextSetBit(0);
                })
                .distinct()
                .toList();
    }
}
