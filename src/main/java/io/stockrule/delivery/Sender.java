package io.stockrule.delivery;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Sends the numbers that wait, each in a request of its own, and has it written down what became of them.
@ApplicationScoped
public class Sender implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(Sender.class);

    private final AccountRound round;
    private final Departures departures;
    private final Marketplace marketplace;
    private final Landings landings;
    private final AmazonContact contact;
    private final DeliveryMetrics metrics;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final Worker worker;

    Sender(
            AccountRound round,
            Departures departures,
            Marketplace marketplace,
            Landings landings,
            AmazonContact contact,
            DeliveryMetrics metrics,
            InstantSource time,
            DeliveryConfig config) {
        this.round = round;
        this.departures = departures;
        this.marketplace = marketplace;
        this.landings = landings;
        this.contact = contact;
        this.metrics = metrics;
        this.time = time;
        this.config = config;
        this.worker = new Worker("sender", config.poll(), this::sendWaiting);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
        }
    }

    /// What is under way lands before, and what it found is written down.
    @Override
    public void stop() throws InterruptedException {
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
        var result = ask(credentials, departure);
        contact.noteSend(result);
        metrics.sent(result);
        landings.write(new Landings.Landing(credentials, departure, result));
        wake();
    }

    private SendResult ask(AmazonCredentials credentials, Departures.Departure departure) {
        try {
            var leaveWithin = Duration.between(time.instant(), departure.leaveBefore());
            return marketplace.send(credentials, departure.update(), leaveWithin, config.requestTimeout());
        } catch (RuntimeException e) {
            LOG.errorf(e, "sending %s failed unexpectedly", departure.delivery().target());
            return new SendResult.Lost("it failed unexpectedly: " + e.getMessage());
        }
    }
}
