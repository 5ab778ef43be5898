package io.stockrule.sync;

import io.stockrule.listing.Lane;
import io.stockrule.work.Ahead;
import io.stockrule.work.GiveWay;

/// Decides what changed for many, or has come due, in parts that give way to webhooks. A part is one batch; it is two,
/// side by side, while nothing urgent comes in and there is more than one batch of it: while one is with the rules the
/// other is with the database.
///
/// For one thread at a time.
final class SharedLane implements AutoCloseable {
    private final Lane lane;
    private final Decider decider;
    private final GiveWay.Portions portions;
    private final Ahead<Integer> beside;
    private boolean more;

    SharedLane(Lane lane, Decider decider, GiveWay.Portions portions) {
        this.lane = lane;
        this.decider = decider;
        this.portions = portions;
        this.beside = new Ahead<>("sync of many, beside");
    }

    /// Decides the next part.
    ///
    /// @return how many targets it held
    int decide() throws InterruptedException {
        return portions.part(this::part);
    }

    private int part(int most) throws InterruptedException {
        int decided = more && portions.areWhole() ? two(most) : decider.decideStale(lane, most);
        more = decided >= most;
        return decided;
    }

    private int two(int most) throws InterruptedException {
        beside.begin(() -> decider.decideStale(lane, most));
        try {
            return decider.decideStale(lane, most) + beside.get(RuntimeException.class);
        } catch (RuntimeException failure) {
            afterBeside(failure);
            throw failure;
        }
    }

    /// No batch is at work any more when a part has failed, and no failure is lost.
    private void afterBeside(RuntimeException failure) throws InterruptedException {
        try {
            beside.get(RuntimeException.class);
        } catch (RuntimeException other) {
            if (other != failure) {
                failure.addSuppressed(other);
            }
        }
    }

    @Override
    public void close() {
        beside.close();
    }
}
