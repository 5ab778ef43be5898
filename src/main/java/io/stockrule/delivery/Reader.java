package io.stockrule.delivery;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Reads what Amazon shows: channels before a target's first number, and every number after it was accepted.
@ApplicationScoped
public class Reader implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(Reader.class);

    private final AccountRound round;
    private final Readings readings;
    private final Sender sender;
    private final Marketplace marketplace;
    private final AmazonAccounts accounts;
    private final AmazonContact contact;
    private final DeliveryMetrics metrics;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final Worker worker;

    Reader(
            AccountRound round,
            Readings readings,
            Sender sender,
            Marketplace marketplace,
            AmazonAccounts accounts,
            AmazonContact contact,
            DeliveryMetrics metrics,
            InstantSource time,
            DeliveryConfig config) {
        this.round = round;
        this.readings = readings;
        this.sender = sender;
        this.marketplace = marketplace;
        this.accounts = accounts;
        this.contact = contact;
        this.metrics = metrics;
        this.time = time;
        this.config = config;
        this.worker = new Worker("reader", config.poll(), this::readDue);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
        round.land();
    }

    /// Something may have to be read.
    public void wake() {
        worker.wake();
    }

    private boolean readDue() {
        round.start(readings.readyAccounts(), readings::claim, this::read);
        return false;
    }

    private void read(AmazonCredentials credentials, Readings.Request request) {
        try {
            var result = ask(credentials, request);
            contact.noteRead(result);
            if (result instanceof ReadResult.AccountRefused refused) {
                accounts.suspend(credentials, refused.reason(), time.instant().plus(refused.retryAfter()));
            }
            readings.store(request, result).forEach(sku -> takeBack(credentials, request, sku));
            sender.wake();
        } catch (RuntimeException e) {
            // The targets are due again after a while: nothing is lost.
            LOG.errorf(e, "what was read of %s could not be stored", request.account());
        }
    }

    /// If that fails, it is tried again at the next look.
    private void takeBack(AmazonCredentials credentials, Readings.Request request, String sku) {
        metrics.turned();
        try {
            var result = marketplace.takeBack(credentials, sku, request.marketplace(), config.requestTimeout());
            LOG.warnf(
                    "%s, SKU \"%s\": the seller handed the offer to Amazon while a number was on its way; taking back the seller's offer: %s",
                    request.account(), sku, result);
        } catch (RuntimeException e) {
            LOG.errorf(e, "taking back the seller's offer of %s, SKU \"%s\", failed", request.account(), sku);
        }
    }

    private ReadResult ask(AmazonCredentials credentials, Readings.Request request) {
        try {
            return marketplace.read(credentials, request.marketplace(), request.sellerSkus(), config.requestTimeout());
        } catch (RuntimeException e) {
            LOG.errorf(e, "reading %s failed unexpectedly", request.account());
            return new ReadResult.Failed("it failed unexpectedly: " + e.getMessage());
        }
    }
}
