package io.stockrule.language.learning;

import io.stockrule.language.QuantityMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Below which number nothing may be listed.
final class MinimumSearch {
    private static final int JUMPS = 4;

    private final long[] amounts;
    private final Tally[] listed;

    MinimumSearch(Evidence evidence, SellableRows sellable) {
        this.amounts = sellable.axis().amounts();
        this.listed = new Tally[amounts.length];
        for (int i = 0; i < listed.length; i++) {
            listed[i] = new Tally();
        }
        for (int row = 0; row < evidence.size(); row++) {
            listed[sellable.axis().places()[row]].add(evidence.listed(row), evidence.weight(row));
        }
    }

    /// None, the one that explains most, and those where numbers jump, as an exception may change them,
    /// too.
    Set<Integer> of(QuantityMode mode) {
        var minimums = new LinkedHashSet<>(List.of(0));
        if (mode.followsStock()) {
            add(best(mode), mode, minimums);
            jumps(mode, minimums);
        }
        return minimums;
    }

    /// The place of the first amount that is listed.
    private int best(QuantityMode mode) {
        long explained = 0;
        long most = 0;
        int best = 0;
        for (int i = 0; i < amounts.length; i++) {
            explained += listed[i].of(0) - listed[i].of(Base.listed(mode, 0, amounts[i]));
            if (explained > most) {
                most = explained;
                best = i + 1;
            }
        }
        return best;
    }

    private void jumps(QuantityMode mode, Set<Integer> minimums) {
        int found = 0;
        for (int i = 1; i < amounts.length && found < JUMPS; i++) {
            long step = mostly(i) - mostly(i - 1);
            if (step > 1 && step > amounts[i] - amounts[i - 1]) {
                add(i, mode, minimums);
                found++;
            }
        }
    }

    private long mostly(int place) {
        return listed[place].most(1).getFirst();
    }

    private void add(int place, QuantityMode mode, Set<Integer> minimums) {
        if (place > 0 && place < amounts.length) {
            long minimum = Steps.roundest(amounts[place - 1] + 1, amounts[place]);
            if (minimum > 1 && minimum <= Base.listed(mode, 0, Long.MAX_VALUE)) {
                minimums.add(Math.toIntExact(minimum));
            }
        }
    }
}
