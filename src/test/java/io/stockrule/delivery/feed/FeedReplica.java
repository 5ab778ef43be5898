package io.stockrule.delivery.feed;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.FeedLane;
import io.stockrule.delivery.marketplace.Feeds;
import io.stockrule.listing.AmazonAccounts;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// What one replica does about feeds, a round at a time and as told.
public final class FeedReplica {
    private final FeedWorker worker;
    private final FeedRun run;

    public FeedReplica(
            FeedLane lane,
            Feeds feeds,
            AmazonAccounts accounts,
            Jdbi database,
            InstantSource time,
            FeedConfig config,
            DeliveryConfig delivery) {
        run = new FeedRun(lane, feeds, accounts, database, time, config);
        worker = new FeedWorker(lane, run, database, time, config, delivery);
    }

    public void work() {
        worker.beginFeeds();
        worker.take(10).forEach(run::run);
    }

    /// Takes what is due, and is heard of no more.
    public void takeAndDie() {
        worker.beginFeeds();
        worker.take(10);
    }
}
