package io.stockrule.shopify.leaving;

import io.stockrule.listing.GoneListings;
import io.stockrule.shopify.ShopDeletions;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.subscription.Farewell;
import io.stockrule.work.DeletionClaim;
import io.stockrule.work.PartwiseDeletion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// What becomes of a shop that is gone: Shopify is asked to send no more webhooks of it, then its listings are deleted,
/// and all the rest.
@ApplicationScoped
class DeletionRun implements PartwiseDeletion.Remains {
    private static final Logger LOG = Logger.getLogger(DeletionRun.class);

    /// For Shopify to end the webhooks. What it has not ended by then it ends itself, as they fail.
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final Deletions deletions;
    private final ShopDeletions shops;
    private final Farewell farewell;
    private final GoneListings listings;
    private final Leftovers leftovers;

    DeletionRun(
            Deletions deletions, ShopDeletions shops, Farewell farewell, GoneListings listings, Leftovers leftovers) {
        this.deletions = deletions;
        this.shops = shops;
        this.farewell = farewell;
        this.listings = listings;
        this.leftovers = leftovers;
    }

    @Override
    public void begin(DeletionClaim claim) throws InterruptedException {
        var login = shops.login(new ShopKey(claim.merchantId(), claim.id()));
        if (login.isPresent()) {
            endWebhooks(login.get());
        }
        deletions.forgetSecrets(claim);
    }

    @Override
    public int delete(long merchantId, long shopId, int most) {
        int rows = listings.forgetOfShop(merchantId, shopId, most);
        return rows > 0 ? rows : leftovers.delete(new ShopKey(merchantId, shopId), most);
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
