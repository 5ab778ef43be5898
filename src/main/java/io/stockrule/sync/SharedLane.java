package io.stockrule.sync;

import io.stockrule.work.Ahead;
import io.stockrule.work.GiveWay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// Decides what changed for many, or has come due, in parts that give way to webhooks. A part is one batch; it is some
/// of them, side by side, while nothing urgent comes in and there is more than one batch of it: while one is with the
/// rules, others are with the database.
///
/// For one thread at a time.
final class SharedLane implements AutoCloseable {
    /// With one beside, a quarter of two processors had nothing to do.
    private static final int BESIDE = 2;

    private final Work work;
    private final GiveWay.Portions portions;
    private final List<Ahead<Integer>> beside;
    private boolean more;

    /// What is decided.
    @FunctionalInterface
    interface Work {
        /// Decides some of it.
        ///
        /// @param most targets of a batch
        /// @param batches how many may be decided side by side
        /// @return how many targets they held
        int some(int most, int batches, SideBySide beside) throws InterruptedException;
    }

    /// Decides batches side by side.
    @FunctionalInterface
    interface SideBySide {
        /// @param batches each says how many targets it held
        /// @return how many they held together
        int all(List<? extends IntSupplier> batches) throws InterruptedException;
    }

    SharedLane(Work work, GiveWay.Portions portions) {
        this.work = work;
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
        int decided = work.some(most, several ? 1 + BESIDE : 1, this::all);
        more = decided >= most;
        return decided;
    }

    private int all(List<? extends IntSupplier> batches) throws InterruptedException {
        var others = batches.subList(1, batches.size());
        for (int i = 0; i < others.size(); i++) {
            var batch = others.get(i);
            beside.get(i).begin(batch::getAsInt);
        }
        var failures = new ArrayList<RuntimeException>();
        int decided = attempt(batches.getFirst()::getAsInt, failures);
        for (var one : beside.subList(0, others.size())) {
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
