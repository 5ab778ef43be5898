package io.stockrule.sync;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Gatherers;

/// Decides what fans out: a part of it, shared out among the batches that may be decided side by side.
final class FannedOut implements SharedLane.Work {
    private final FanOuts fanOuts;
    private final Decider decider;

    FannedOut(FanOuts fanOuts, Decider decider) {
        this.fanOuts = fanOuts;
        this.decider = decider;
    }

    @Override
    public int some(int most, int batches, SharedLane.SideBySide beside) throws InterruptedException {
        return fanOuts.advance(most * batches, free -> {
            int share = Math.max(1, Math.ceilDiv(free.size(), batches));
            var shares = free.stream()
                    .gather(Gatherers.windowFixed(share))
                    .map(this::decided)
                    .toList();
            return shares.isEmpty() || beside.all(shares) == free.size();
        });
    }

    private IntSupplier decided(List<StaleQueue.Claim> free) {
        return () -> decider.decideFree(free) ? free.size() : 0;
    }
}
