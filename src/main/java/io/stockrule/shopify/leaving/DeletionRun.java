package io.stockrule.shopify.leaving;

import io.stockrule.listing.ShopListings;
import io.stockrule.shopify.ShopDeletions;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.subscription.Farewell;
import io.stockrule.work.GiveWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Deletes what one shop left behind, from where it was left to the end. Each part is a transaction of its own, so that
/// one cut off anywhere goes on as if nothing had been.
@ApplicationScoped
class DeletionRun {
    private static final Logger LOG = Logger.getLogger(DeletionRun.class);

    /// Rows of one part.
    static final int PART = 1_000;

    /// For Shopify to end the webhooks. What it has not ended by then it ends itself, as they fail.
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final Deletions deletions;
    private final ShopDeletions shops;
    private final Farewell farewell;
    private final ShopListings listings;
    private final Leftovers leftovers;
    private final GiveWay giveWay;

    DeletionRun(
            Deletions deletions,
            ShopDeletions shops,
            Farewell farewell,
            ShopListings listings,
            Leftovers leftovers,
            GiveWay giveWay) {
        this.deletions = deletions;
        this.shops = shops;
        this.farewell = farewell;
        this.listings = listings;
        this.leftovers = leftovers;
        this.giveWay = giveWay;
    }

    /// @param stops asked before each part
    void run(DeletionClaim claim, BooleanSupplier stops) throws InterruptedException {
        run(claim, stops, PART);
    }

    void run(DeletionClaim claim, BooleanSupplier stops, int most) throws InterruptedException {
        var login = shops.login(claim.shop());
        if (login.isPresent()) {
            endWebhooks(login.get());
        }
        deletions.forgetSecrets(claim);
        var portions = giveWay.portions(most);
        boolean mine = true;
        while (mine && !stops.getAsBoolean()) {
            int rows = portions.part(part -> delete(claim.shop(), part));
            if (rows == 0) {
                end(claim);
                return;
            }
            mine = deletions.goesOn(claim, rows);
        }
        deletions.release(claim);
    }

    private int delete(ShopKey shop, int most) {
        int rows = listings.forget(shop.merchantId(), shop.shopId(), most);
        return rows > 0 ? rows : leftovers.delete(shop, most);
    }

    private void end(DeletionClaim claim) {
        deletions
                .end(claim)
                .ifPresent(rows -> LOG.infof(
                        "nothing is left of shop %d: %d rows are deleted",
                        claim.shop().shopId(), rows));
    }

    private void endWebhooks(ShopLogin login) throws InterruptedException {
        var addresses = deletions.addresses(login.shop());
        var task = new FutureTask<>(() -> farewell.end(login, addresses));
        Thread.ofPlatform().daemon().name("farewell " + login.shop().shopId()).start(task);
        try {
            int ended = task.get(FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
            LOG.infof("shop %d: %d webhooks are ended at Shopify", login.shop().shopId(), ended);
        } catch (TimeoutException _) {
            notEnded(login, "it took too long");
        } catch (ExecutionException e) {
            notEnded(login, e.getCause() instanceof Stopped stopped ? stopped.reason() : String.valueOf(e.getCause()));
        } finally {
            task.cancel(true);
        }
    }

    private static void notEnded(ShopLogin login, String why) {
        LOG.warnf(
                "the webhooks of shop %d could not be ended, so Shopify does it when they have failed often enough: %s",
                login.shop().shopId(), why);
    }
}
