package io.stockrule.shopify;

import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.work.ClaimedWork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// One kind of work that is done for shops in turns, several at a time.
public final class ShopWork implements ClaimedWork.Pieces<ShopTurn> {
    private static final Logger LOG = Logger.getLogger(ShopWork.class);

    private final ShopTurns turns;
    private final Work kind;
    private final Duration lease;
    private final Turn turn;
    private final ClaimedWork<ShopTurn> work;

    /// What is done in a turn, which it ends.
    public interface Turn {
        /// @param stops asked before each step: whether to leave the rest to others
        void run(ShopTurn turn, BooleanSupplier stops) throws InterruptedException;
    }

    /// Does nothing before [#start].
    ///
    /// @param poll how often to look for shops where it is due, when nobody wakes it
    /// @param atOnce how many shops
    /// @param lease after how long somebody else may take over a turn that stands still
    public ShopWork(ShopTurns turns, Work kind, Duration poll, int atOnce, Duration lease, Turn turn) {
        this.turns = turns;
        this.kind = kind;
        this.lease = lease;
        this.turn = turn;
        this.work = new ClaimedWork<>("shops " + kind, poll, atOnce, this);
    }

    public void start() {
        work.start();
    }

    /// It may be due somewhere.
    public void wake() {
        work.wake();
    }

    public void stop() throws InterruptedException {
        work.stop();
    }

    @Override
    public Optional<ShopTurn> claim() {
        return turns.claim(kind, lease);
    }

    @Override
    public void work(ShopTurn claim, BooleanSupplier stops) throws InterruptedException {
        turn.run(claim, stops);
    }

    @Override
    public void failed(ShopTurn claim, RuntimeException why) {
        LOG.warnf(why, "%s of shop %d is tried again later", kind, claim.shop().shopId());
        try {
            turns.failed(claim, "what was read could not be stored for now");
        } catch (RuntimeException e) {
            LOG.warnf("%s of shop %d: %s", kind, claim.shop().shopId(), e.getMessage());
        }
    }

    @Override
    public void takeAway(ShopTurn claim) {
        turns.release(claim);
    }
}
