package io.stockrule.delivery.check;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.participation.Participations;
import io.stockrule.listing.participation.Participations.Due;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Flights;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/// Has Amazon asked where each seller sells, each in a thread of its own, so that none waits for another.
@ApplicationScoped
class ParticipationWorker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(ParticipationWorker.class);

    private static final int AT_ONCE = 50;

    /// An account whose secrets cannot be decrypted here is due again after it, perhaps elsewhere: its status says so
    /// meanwhile.
    private static final Duration TO_ASK = Duration.ofMinutes(2);

    private final Participations participations;
    private final ParticipationLook look;
    private final AmazonAccounts accounts;
    private final DeliveryConfig delivery;
    private final Flights flights = Flights.brief();
    private final Worker worker;

    ParticipationWorker(
            Participations participations,
            ParticipationLook look,
            AmazonAccounts accounts,
            DeliveryConfig delivery,
            ParticipationConfig config) {
        this.participations = participations;
        this.look = look;
        this.accounts = accounts;
        this.delivery = delivery;
        this.worker = new Worker("amazon participation", config.poll(), this::round);
    }

    void start(@Observes StartupEvent event) {
        if (delivery.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        int left = flights.land(delivery.requestTimeout());
        if (left > 0) {
            LOG.infof("%d accounts were being asked about when the service stopped; they are asked about again", left);
        }
    }

    boolean round() {
        participations.plan();
        var due = participations.claim(AT_ONCE, TO_ASK);
        var credentials = accounts.credentials(due.stream().map(Due::account).toList());
        for (var one : due) {
            var known = credentials.get(one.account());
            if (known != null && !flights.isClosed()) {
                flights.start("amazon participation", () -> ask(known, one));
            }
        }
        return due.size() == AT_ONCE;
    }

    private void ask(AmazonCredentials credentials, Due due) {
        try {
            look.of(credentials, OptionalInt.of(due.credentialsVersion()), due.failures());
        } catch (RuntimeException e) {
            // It is due again when its lease is over.
            LOG.errorf(e, "where %s sells could not be noted", due.account());
        }
    }
}
