package io.stockrule.sync;

import jakarta.enterprise.inject.spi.CDI;

/// Lets tests wait for nothing: marks all that fans out at once.
public final class Fanning {
    private Fanning() {}

    public static void finish() {
        var fanOuts = CDI.current().select(FanOuts.class).get();
        boolean more = true;
        while (more) {
            more = fanOuts.advance(FanOuts.PART);
        }
    }
}
