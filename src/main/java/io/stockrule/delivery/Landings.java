package io.stockrule.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TargetKey;
import io.stockrule.work.GroupCommit;
import io.stockrule.work.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes down what became of the numbers that were sent: outcomes of many in one transaction.
@ApplicationScoped
class Landings implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Landings.class);
    private static final int AT_ONCE = 500;
    private static final int MOST = 10_000;

    /// A replica that stands still holds a row for 2 seconds, and a database may be away for some: with their pauses as
    /// long as a lease lasts, about.
    private static final int TRIES = 12;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// What became of one number.
    record Landing(AmazonCredentials credentials, Departures.Departure departure, SendResult result) {
        TargetKey target() {
            return departure.delivery().target;
        }

        AccountStanding.Outcome outcome(boolean knownDenied) {
            return new AccountStanding.Outcome(credentials, target().sellerSku(), knownDenied, result);
        }
    }

    private final AccountStanding standing;
    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final GroupCommit<Landing, Boolean> commits;

    Landings(AccountStanding standing, Jdbi database, InstantSource time, DeliveryConfig config) {
        this.standing = standing;
        this.database = database;
        this.time = time;
        this.config = config;
        this.commits = new GroupCommit<>("landings", new LandingWriter(), AT_ONCE, MOST);
    }

    /// Returns when the outcome is stored. What cannot be stored now is tried again: without it, the target would wait
    /// for the end of its lease and be read back.
    void write(Landing landing) {
        for (int left = TRIES - 1; left >= 0; left--) {
            try {
                commits.submit(landing).toCompletableFuture().join();
                return;
            } catch (CompletionException e) {
                if (left == 0 || e.getCause() instanceof RejectedExecutionException || !paused()) {
                    // The request's lease will run out, and then the target is read back: nothing is lost.
                    LOG.errorf(e.getCause(), "the outcome for %s could not be stored", landing.target());
                    return;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What waits to be stored is not stored any more.
    @Override
    public void close() {
        commits.close();
    }

    /// No merchant's outcomes wait for another's.
    private final class LandingWriter implements GroupCommit.Writer<Landing, Boolean> {
        @Override
        public Object lane(Landing landing) {
            return landing.target().account().merchantId();
        }

        @Override
        public List<Boolean> write(List<Landing> batch, Patience patience) {
            QuarkusTransaction.requiringNew().run(() -> {
                patience.hold(database);
                database.useHandle(handle -> land(handle, batch));
            });
            return batch.stream().map(_ -> true).toList();
        }

        @Override
        public boolean isAway(Throwable failure) {
            return DatabaseAway.is(failure);
        }

        @Override
        public boolean isHeldUp(Throwable failure) {
            return DatabaseAway.isHeldUp(failure);
        }
    }

    private void land(Handle handle, List<Landing> batch) {
        var now = time.instant();
        var sorted = batch.stream().map(Landing::target).distinct().sorted().toList();
        Map<TargetKey, Delivery> deliveries = DeliveryTable.lock(handle, sorted).stream()
                .collect(toMap(delivery -> delivery.target, Function.identity()));
        var landed = new ArrayList<SentNumbers.Landed>();
        var outcomes = new ArrayList<AccountStanding.Outcome>();
        for (var landing : batch) {
            var delivery = deliveries.get(landing.target());
            if (delivery != null) {
                outcomes.add(landing.outcome(delivery.isPutOff()));
                delivery.land(landing.departure().fence(), landing.result(), now, config);
            }
            // Also when the account has gone meanwhile, and the delivery with it.
            landed.add(
                    new SentNumbers.Landed(landing.target(), landing.departure().number(), landing.result()));
        }
        DeliveryTable.store(handle, deliveries.values());
        SentNumbers.landed(handle, landed, now);
        SentNumbers.settled(handle, deliveries.values());
        new TreeMap<>(outcomes.stream()
                        .collect(groupingBy(it -> it.credentials().account())))
                .forEach((account, ofAccount) -> standing.note(handle, account, ofAccount, now));
    }
}
