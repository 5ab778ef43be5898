package io.stockrule.sync;

import io.stockrule.listing.StaleTargets;
import jakarta.enterprise.inject.spi.CDI;

/// Lets tests wait for nothing: marks all that fans out at once, instead of deciding it.
public final class Fanning {
    static final int PART = 1_000;

    private Fanning() {}

    public static void finish() {
        var fanOuts = CDI.current().select(FanOuts.class).get();
        int more;
        do {
            more = mark(fanOuts);
        } while (more > 0);
    }

    /// The next part.
    ///
    /// @return how many listings it held, and at least 1 if there was any
    static int mark(FanOuts fanOuts) {
        var targets = CDI.current().select(StaleTargets.class).get();
        try {
            return fanOuts.advance(PART, free -> {
                targets.fanOut(free.stream().map(StaleQueue.Claim::target).toList(), false);
                return true;
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
