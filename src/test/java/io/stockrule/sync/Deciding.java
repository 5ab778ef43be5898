package io.stockrule.sync;

import io.stockrule.listing.Lane;
import java.util.stream.Stream;

/// Decides in the test's own thread.
public final class Deciding {
    private static final int BATCH = 500;

    private Deciding() {}

    /// A batch of each lane.
    ///
    /// @return how many targets they held
    public static int decideStale(Decider decider) {
        return Stream.of(Lane.values())
                .mapToInt(lane -> decider.decideStale(lane, BATCH))
                .sum();
    }
}
