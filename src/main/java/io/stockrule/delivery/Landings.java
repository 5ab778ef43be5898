package io.stockrule.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.Departed;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TargetKey;
import io.stockrule.work.GroupCommit;
import io.stockrule.work.Patience;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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
            return departure.delivery().target();
        }

        Outcome outcome() {
            var request = new Departed(
                    departure.fence(), departure.number(), departure.update().quantity());
            return new Outcome(target(), request, result);
        }

        AccountStanding.Outcome outcome(boolean knownDenied) {
            return new AccountStanding.Outcome(credentials, target().sellerSku(), knownDenied, result);
        }
    }

    /// What became of one number.
    record Outcome(TargetKey target, Departed request, SendResult result) {}

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
                .collect(toMap(delivery -> delivery.target(), Function.identity()));
        var outcomes = batch.stream()
                .filter(landing -> deliveries.containsKey(landing.target()))
                .map(landing -> landing.outcome(isPutOff(deliveries.get(landing.target()))))
                .toList();
        land(handle, deliveries, batch.stream().map(Landing::outcome).toList(), now, config);
        new TreeMap<>(outcomes.stream()
                        .collect(groupingBy(it -> it.credentials().account())))
                .forEach((account, ofAccount) -> standing.note(handle, account, ofAccount, now));
    }

    private static boolean isPutOff(@Nullable Delivery delivery) {
        return delivery != null && delivery.isPutOff();
    }

    /// @param deliveries of all targets that are still there, locked
    static void land(
            Handle handle,
            Map<TargetKey, Delivery> deliveries,
            List<Outcome> outcomes,
            Instant now,
            DeliveryConfig config) {
        for (var outcome : outcomes) {
            var delivery = deliveries.get(outcome.target());
            if (delivery != null) {
                delivery.land(outcome.request(), outcome.result(), now, config);
            }
        }
        DeliveryTable.store(handle, deliveries.values());
        // Also of an account that has gone meanwhile, and the delivery with it.
        SentNumbers.landed(handle, outcomes, now);
        SentNumbers.settled(handle, deliveries.values());
    }
}
