package io.stockrule.delivery.feed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.access.DatabaseAway;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.FeedLane;
import io.stockrule.listing.AccountKey;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Begins feeds where many numbers wait, and brings those further that are under way, each in a thread of its own.
@ApplicationScoped
class FeedWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(FeedWorker.class);

    /// A feed of thousands is some megabytes while it is handed over.
    private static final int MOST_AT_ONCE = 4;

    private final FeedLane lane;
    private final FeedRun run;
    private final Jdbi database;
    private final InstantSource time;
    private final FeedConfig config;
    private final boolean works;
    private final Worker worker;
    private final Flights flights = Flights.laborious();
    private final AtomicInteger running = new AtomicInteger();

    FeedWorker(
            FeedLane lane, FeedRun run, Jdbi database, InstantSource time, FeedConfig config, DeliveryConfig delivery) {
        this.lane = lane;
        this.run = run;
        this.database = database;
        this.time = time;
        this.config = config;
        this.works = delivery.enabled();
        this.worker = new Worker("feeds", config.poll(), this::work);
    }

    void start(@Observes StartupEvent event) {
        if (works) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        flights.land(config.requestTimeout());
    }

    private boolean work() {
        beginFeeds();
        take(MOST_AT_ONCE - running.get()).forEach(this::bringFurther);
        return false;
    }

    void beginFeeds() {
        if (config.fromWaiting() > 0) {
            lane.lookAhead(config.fromWaiting(), config.interval());
            lane.readyAccounts(config.fromWaiting()).forEach(this::begin);
        }
    }

    /// Those that something is to be done for.
    List<Feed> take(int most) {
        return most <= 0
                ? List.of()
                : QuarkusTransaction.requiringNew()
                        .call(() -> database.withHandle(handle -> FeedRows.take(handle, most, time.instant())));
    }

    /// An account that no feed can be begun for holds up no other.
    private void begin(AccountKey account) {
        try {
            QuarkusTransaction.requiringNew().run(() -> database.useHandle(handle -> begin(handle, account)));
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            LOG.errorf(e, "no feed could be begun for %s; it is tried again", account);
        }
    }

    private void begin(Handle handle, AccountKey account) {
        var now = time.instant();
        if (FeedRows.mayBegin(handle, account, config.atOnce())) {
            lane.takeTurn(handle, account, config.interval())
                    .ifPresent(marketplace ->
                            FeedRows.begin(handle, account, marketplace, now.plus(config.stuckAfter()), now));
        }
    }

    /// Whatever goes wrong: its lease ends, and somebody goes on with it.
    private void bringFurther(Feed feed) {
        running.incrementAndGet();
        flights.start("feed", () -> {
            try {
                run.run(feed);
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s could not be brought further; it is tried again", feed);
            } finally {
                running.decrementAndGet();
                worker.wake();
            }
        });
    }
}
