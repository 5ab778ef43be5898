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
        int ours = 0;
        int theirs;
        try {
            ours = decider.decideStale(lane, most);
        } finally {
            theirs = beside.get(RuntimeException.class);
        }
        return ours + theirs;
    }

    @Override
    public void close() {
        beside.close();
    }
}
