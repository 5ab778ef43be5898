package io.stockrule.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Deletes what things of one kind left behind when they went, from where it was left to the end; merchants take turns.
/// Each part is a transaction of its own and gives way to what is urgent, so that one cut off anywhere goes on as if
/// nothing had been, on whatever replica, and nobody waits for it.
public final class PartwiseDeletion {
    private static final Logger LOG = Logger.getLogger(PartwiseDeletion.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int AT_ONCE = 2;

    /// Rows of one part.
    private static final int PART = 1_000;

    private final String what;
    private final DeletionQueue queue;
    private final Remains remains;
    private final GiveWay giveWay;
    private final ClaimedWork<DeletionClaim> work;

    /// What such a thing leaves behind.
    public interface Remains {
        /// Comes before the first part, and before the first of those that somebody else left.
        default void begin(DeletionClaim claim) throws InterruptedException {}

        /// Deletes some of it, in one transaction or a few.
        ///
        /// @return how many rows are gone; 0 if none is left
        int delete(long merchantId, long id, int most);
    }

    /// Does nothing before [#start].
    ///
    /// @param what these things are, such as `shop`
    public PartwiseDeletion(String what, DeletionQueue queue, Remains remains, GiveWay giveWay) {
        this.what = what;
        this.queue = queue;
        this.remains = remains;
        this.giveWay = giveWay;
        this.work = new ClaimedWork<>("deletions of %ss".formatted(what), POLL, AT_ONCE, new Pieces());
    }

    public void start() {
        work.start();
    }

    /// Something is gone.
    public void wake() {
        work.wake();
    }

    public void stop() throws InterruptedException {
        work.stop();
    }

    /// Shows how many things are not deleted to the end, and since when.
    ///
    /// @param name of the metrics
    public void show(MeterRegistry meters, String name) {
        queue.backlog().register(meters, name, "%ss of which something is left to be deleted".formatted(what));
    }

    /// @param stops asked before each part
    public void run(DeletionClaim claim, BooleanSupplier stops) throws InterruptedException {
        run(claim, stops, PART);
    }

    /// @param most rows of one part
    public void run(DeletionClaim claim, BooleanSupplier stops, int most) throws InterruptedException {
        remains.begin(claim);
        var portions = giveWay.portions(most);
        boolean mine = true;
        while (mine && !stops.getAsBoolean()) {
            int rows = portions.part(part -> remains.delete(claim.merchantId(), claim.id(), part));
            if (rows == 0) {
                end(claim);
                return;
            }
            mine = queue.goesOn(claim, rows);
        }
        queue.release(claim);
    }

    private void end(DeletionClaim claim) {
        queue.end(claim)
                .ifPresent(rows -> LOG.infof("nothing is left of %s %d: %d rows are deleted", what, claim.id(), rows));
    }

    private final class Pieces implements ClaimedWork.Pieces<DeletionClaim> {
        @Override
        public Optional<DeletionClaim> claim() {
            return queue.claim();
        }

        @Override
        public void work(DeletionClaim claim, BooleanSupplier stops) throws InterruptedException {
            run(claim, stops);
        }

        @Override
        public void failed(DeletionClaim claim, RuntimeException why) {
            LOG.warnf(why, "what is left of %s %d is deleted later", what, claim.id());
            try {
                queue.failed(claim);
            } catch (RuntimeException e) {
                LOG.warnf("deletion of %s %d: %s", what, claim.id(), e.getMessage());
            }
        }

        @Override
        public void takeAway(DeletionClaim claim) {
            queue.release(claim);
        }
    }
}
