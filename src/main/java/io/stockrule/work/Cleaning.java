package io.stockrule.work;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

/// Forgets what is too old, now and then, in batches that keep nobody waiting.
public final class Cleaning {
    private static final int BATCH = 5_000;

    private final IntUnaryOperator forget;
    private final Worker worker;

    /// @param what is forgotten, for the name of the thread
    /// @param forget forgets at most so many, and returns how many it was
    public Cleaning(String what, IntUnaryOperator forget) {
        this.forget = forget;
        this.worker = new Worker(what + " cleaning", Duration.ofMinutes(1), this::clean);
    }

    public void start() {
        worker.start();
    }

    public void stop() throws InterruptedException {
        worker.close();
    }

    /// @return whether there may be more to forget
    boolean clean() {
        return forget.applyAsInt(BATCH) == BATCH;
    }
}
