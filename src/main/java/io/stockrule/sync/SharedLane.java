package io.stockrule.sync;

import io.stockrule.work.Ahead;
import io.stockrule.work.GiveWay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/// Decides what changed for many, or has come due, in parts that give way to webhooks. A part is one batch; it is some
/// of them, side by side, while nothing urgent comes in and there is more than one batch of it: while one is with the
/// rules, others are with the database.
///
/// For one thread at a time.
final class SharedLane implements AutoCloseable {
    /// With one beside, a quarter of two processors had nothing to do.
    private static final int BESIDE = 2;

    private final IntUnaryOperator batch;
    private final GiveWay.Portions portions;
    private final List<Ahead<Integer>> beside;
    private boolean more;

    /// @param batch decides a batch of so many at most, and says how many it held
    SharedLane(IntUnaryOperator batch, GiveWay.Portions portions) {
        this.batch = batch;
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
        int decided = several ? several(most) : batch.applyAsInt(most);
        more = decided >= most;
        return decided;
    }

    private int several(int most) throws InterruptedException {
        for (var one : beside) {
            one.begin(() -> batch.applyAsInt(most));
        }
        var failures = new ArrayList<RuntimeException>();
        int decided = attempt(() -> batch.applyAsInt(most), failures);
        for (var one : beside) {
            decided += attempt(() -> one.get(RuntimeException.class), failures);
        }
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
            throw first;
        }
        return decided;
    }

    private interface Batch {
        int decided() throws InterruptedException;
    }

    /// A batch that fails leaves the others to be waited for, and its failure to be told with theirs.
    private static int attempt(Batch batch, List<RuntimeException> failures) throws InterruptedException {
        try {
            return batch.decided();
        } catch (RuntimeException failure) {
            failures.add(failure);
            return 0;
        }
    }

    @Override
    public void close() {
        beside.forEach(Ahead::close);
    }
}
