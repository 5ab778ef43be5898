package io.stockrule.language.coverage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Few of many examples that cover together what all of them cover: always the one that adds most, and at last without
/// those that the others make up for. That there are no fewer is likely, and not certain.
final class FewestLines {
    private FewestLines() {}

    /// @param covered of each example, the numbers of the sides that it covers
    /// @return numbers of examples, in rising order
    static List<Integer> of(List<BitSet> covered) {
        var chosen = new ArrayList<Integer>();
        var left = union(covered, IntStream.range(0, covered.size()).boxed().toList());
        while (!left.isEmpty()) {
            int best = mostOf(left, covered);
            chosen.add(best);
            left.andNot(covered.get(best));
        }
        return withoutRedundant(chosen, covered).stream().sorted().toList();
    }

    private static int mostOf(BitSet left, List<BitSet> covered) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < covered.size(); i++) {
            var adding = (BitSet) covered.get(i).clone();
            adding.and(left);
            if (adding.cardinality() > most) {
                best = i;
                most = adding.cardinality();
            }
        }
        return best;
    }

    private static List<Integer> withoutRedundant(List<Integer> chosen, List<BitSet> covered) {
        var kept = new ArrayList<>(chosen);
        for (var each : chosen) {
            var others = kept.stream().filter(it -> !it.equals(each)).toList();
            if (union(covered, others).equals(union(covered, kept))) {
                kept.remove(each);
            }
        }
        return kept;
    }

    private static BitSet union(List<BitSet> covered, List<Integer> of) {
        var all = new BitSet();
        of.forEach(each -> all.or(covered.get(each)));
        return all;
    }
}
