package io.stockrule.language.learning;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Keeps the bases of which there is most to hope: looking for their exceptions takes much longer than
/// telling so.
final class Hopeful {
    private static final Comparator<Hope> WORST_FIRST = Comparator.comparingLong(Hope::length)
            .thenComparing(it -> it.base().statements())
            .thenComparing(Hope::number)
            .reversed();

    private final int limit;
    private final Weighing weighing;
    private final PriorityQueue<Hope> kept = new PriorityQueue<>(WORST_FIRST);
    private int added;

    Hopeful(int limit, Weighing weighing) {
        this.limit = limit;
        this.weighing = weighing;
    }

    /// @param length of the description of all rows, at best
    /// @param number in the order in which they came
    private record Hope(Base base, long length, int number) {}

    void add(Base base) {
        long length = base.evidence().weight() - base.hoped() + (long) weighing.statement() * base.statements();
        kept.add(new Hope(base, length, added++));
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    /// The best first.
    List<Base> best() {
        return kept.stream().sorted(WORST_FIRST.reversed()).map(Hope::base).toList();
    }
}
