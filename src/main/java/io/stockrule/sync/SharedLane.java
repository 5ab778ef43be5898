package io.stockrule.sync;

import io.stockrule.listing.Lane;
import io.stockrule.work.Ahead;
import io.stockrule.work.GiveWay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Decides what changed for many, or has come due, in parts that give way to webhooks. A part is one batch; it is some
/// of them, side by side, while nothing urgent comes in and there is more than one batch of it: while one is with the
/// rules, others are with the database.
///
/// For one thread at a time.
final class SharedLane implements AutoCloseable {
    /// With one beside, a quarter of two processors had nothing to do.
    private static final int BESIDE = 2;

    private final Lane lane;
    private final Decider decider;
    private final GiveWay.Portions portions;
    private final List<Ahead<Integer>> beside;
    private boolean more;

    SharedLane(Lane lane, Decider decider, GiveWay.Portions portions) {
        this.lane = lane;
        this.decider = decider;
        this.portions = portions;
        this.beside = Stream.generate(() -> new Ahead<Integer>("sync of many, beside"))
                .limit(BESIDE)
                .toList();
    }

    /// Decides the next part.
    ///
    /// @return how many targets it held
    int decide() throws InterruptedException {
        return portions.part(this::part);
    }

    private int part(int most) throws InterruptedException {
        boolean several = more && portions.areWhole();
        int decided = several ? several(most) : decider.decideStale(lane, most);
        more = decided >= most;
        return decided;
    }

    private int several(int most) throws InterruptedException {
        beside.forEach(one -> one.begin(() -> decider.decideStale(lane, most)));
        var failures = new ArrayList<RuntimeException>();
        int decided = 0;
        try {
            decided += decider.decideStale(lane, most);
        } catch (RuntimeException failure) {
            failures.add(failure);
        }
        for (var one : beside) {
            try {
                decided += one.get(RuntimeException.class);
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        throwAny(failures);
        return decided;
    }

    /// No batch is at work any more when a part has failed, and no failure is lost.
    private static void throwAny(List<RuntimeException> failures) {
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    @Override
    public void close() {
        beside.forEach(Ahead::close);
    }
}
