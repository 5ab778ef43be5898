package io.stockrule.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.access.DatabaseAway;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TargetKey;
import io.stockrule.work.GroupCommit;
import io.stockrule.work.Patience;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Sends the numbers that wait, each in a request of its own, and writes down what became of them.
@ApplicationScoped
public class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final int LANDINGS_AT_ONCE = 500;
    private static final int MOST_LANDINGS = 10_000;

    private record Landing(AmazonCredentials credentials, Departures.Departure departure, SendResult result) {
        TargetKey target() {
            return departure.delivery().target;
        }

        AccountStanding.Outcome outcome(boolean knownDenied) {
            return new AccountStanding.Outcome(credentials, target().sellerSku(), knownDenied, result);
        }
    }

    private final AccountRound round;
    private final Departures departures;
    private final Marketplace marketplace;
    private final AccountStanding standing;
    private final AmazonContact contact;
    private final DeliveryMetrics metrics;
    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final GroupCommit<Landing, Boolean> landings;
    private final Worker worker;

    Sender(
            AccountRound round,
            Departures departures,
            Marketplace marketplace,
            AccountStanding standing,
            AmazonContact contact,
            DeliveryMetrics metrics,
            Jdbi database,
            InstantSource time,
            DeliveryConfig config) {
        this.round = round;
        this.departures = departures;
        this.marketplace = marketplace;
        this.standing = standing;
        this.contact = contact;
        this.metrics = metrics;
        this.database = database;
        this.time = time;
        this.config = config;
        this.worker = new Worker("sender", config.poll(), this::sendWaiting);
        this.landings = new GroupCommit<>("landings", new LandingWriter(), LANDINGS_AT_ONCE, MOST_LANDINGS);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
        }
    }

    /// What is under way lands before, and what it found is written down.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        worker.close();
        round.land();
        landings.close();
    }

    /// Something may wait to be sent.
    public void wake() {
        worker.wake();
    }

    private boolean sendWaiting() {
        round.start(departures.readyAccounts(), departures::claim, this::send);
        return false;
    }

    private void send(AmazonCredentials credentials, Departures.Departure departure) {
        SendResult result;
        if (time.instant().isAfter(departure.sendBefore())) {
            result = new SendResult.NotSent("it was held up until its time was over");
        } else {
            result = ask(credentials, departure);
        }
        contact.noteSend(result);
        metrics.sent(result);
        writeDown(new Landing(credentials, departure, result));
    }

    /// The flight is over when its outcome is stored.
    private void writeDown(Landing landing) {
        try {
            landings.submit(landing).toCompletableFuture().join();
        } catch (CompletionException e) {
            // The request's lease will run out, and then the target is read back: nothing is lost.
            LOG.errorf(e.getCause(), "the outcome for %s could not be stored", landing.target());
        }
    }

    private SendResult ask(AmazonCredentials credentials, Departures.Departure departure) {
        try {
            return marketplace.send(credentials, departure.update(), config.requestTimeout());
        } catch (RuntimeException e) {
            LOG.errorf(e, "sending %s failed unexpectedly", departure.delivery().target);
            return new SendResult.Lost("it failed unexpectedly: " + e.getMessage());
        }
    }

    /// Outcomes of many numbers in one transaction; no merchant's wait for another's.
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
            wake();
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
                landed.add(new SentNumbers.Landed(delivery, landing.departure().number(), landing.result()));
            }
        }
        DeliveryTable.store(handle, deliveries.values());
        SentNumbers.landed(handle, landed);
        SentNumbers.settled(handle, deliveries.values());
        new TreeMap<>(outcomes.stream()
                        .collect(groupingBy(it -> it.credentials().account())))
                .forEach((account, ofAccount) -> standing.note(handle, account, ofAccount, now));
    }
}
