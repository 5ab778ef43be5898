package io.stockrule.rules.run;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The columns of a batch that nobody looks at once it is decided. They are used again for the next: otherwise half of
/// what a decision takes of the heap would be these.
final class Amounts implements AutoCloseable {
    /// As many as batches were ever decided at the same time.
    private static final Queue<Amounts> SPARE = new ConcurrentLinkedQueue<>();

    final byte[] states;
    final long[] available;
    final long[] sellable;
    final long[] listed;

    /// Which exception acts, 1 for the first; no profile can have as many as do not fit.
    final char[] exceptions;

    /// Why it holds, where it does.
    final @Nullable String[] reasons;

    private int rows;

    Amounts(int rows) {
        this.rows = rows;
        states = new byte[rows];
        available = new long[rows];
        sellable = new long[rows];
        listed = new long[rows];
        exceptions = new char[rows];
        reasons = new String[rows];
    }

    /// @param rows how many are used, at most as many as a batch has; all zero
    static Amounts borrow(int rows) {
        var spare = SPARE.poll();
        var taken = spare == null ? new Amounts(RulesInForce.BATCH) : spare;
        taken.rows = rows;
        return taken;
    }

    void clear(int row) {
        states[row] = 0;
        available[row] = 0;
        sellable[row] = 0;
        listed[row] = 0;
        exceptions[row] = 0;
        reasons[row] = null;
    }

    @Override
    public void close() {
        Arrays.fill(states, 0, rows, (byte) 0);
        Arrays.fill(available, 0, rows, 0);
        Arrays.fill(sellable, 0, rows, 0);
        Arrays.fill(listed, 0, rows, 0);
        Arrays.fill(exceptions, 0, rows, (char) 0);
        Arrays.fill(reasons, 0, rows, null);
        SPARE.add(this);
    }
}
