package io.stockrule.shopify.sweep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.sweep.ChangeReader.TooMany;
import io.stockrule.stock.ledger.ShownLevel;
import io.stockrule.stock.ledger.StockLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Sweeps one shop: asks what has changed since the last time, and has the ledger take what it did not know.
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final Sweeps sweeps;
    private final StockLedger ledger;
    private final FoundLevels found;
    private final InstantSource time;
    private final ShopifyConfig config;

    Sweep(
            GraphQl shopify,
            ShopLogins shops,
            Sweeps sweeps,
            StockLedger ledger,
            FoundLevels found,
            InstantSource time,
            ShopifyConfig config) {
        this.shopify = shopify;
        this.shops = shops;
        this.sweeps = sweeps;
        this.ledger = ledger;
        this.found = found;
        this.time = time;
        this.config = config;
    }

    /// @param stops asked before each question
    void run(SweepClaim claim, BooleanSupplier stops) throws InterruptedException {
        var login = shops.login(claim.shop());
        if (login.isEmpty()) {
            sweeps.release(claim, Optional.of("waits until the shop's secrets are entered anew"));
            return;
        }
        try {
            run(claim, new PatientShopify(shopify, login.get(), time, _ -> {}), stops);
        } catch (Stopped e) {
            stopped(claim, login.get(), e);
        } catch (TooMany _) {
            LOG.infof(
                    "shop %d is read whole: too much has changed for a sweep",
                    claim.shop().shopId());
            sweeps.readWhole(claim, "too much has changed since the last sweep, so the whole shop is read");
        }
    }

    private void run(SweepClaim claim, PatientShopify patient, BooleanSupplier stops)
            throws Stopped, TooMany, InterruptedException {
        var begun = time.instant();
        var reader = new ChangeReader(patient, claim.shop(), claim.sweptTo().minus(config.sweepOverlap()));
        for (var left = sweeps.locations(claim.shop()); !left.isEmpty(); ) {
            if (stops.getAsBoolean()) {
                sweeps.release(claim, Optional.empty());
                return;
            }
            int read = reader.read(left, levels -> take(claim, levels, begun));
            left = left.subList(read, left.size());
        }
        shops.liftSuspension(claim.shop());
        sweeps.swept(claim, begun);
        found.tell(claim.shop());
    }

    private void take(SweepClaim claim, List<ShownLevel> levels, Instant askedAt) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (sweeps.goesOn(claim)) {
                found.note(claim.shop(), ledger.learn(levels, askedAt));
            }
        });
    }

    private void stopped(SweepClaim claim, ShopLogin login, Stopped why) {
        if (why.isRefusal()) {
            LOG.warnf("sweep of shop %d waits: %s", claim.shop().shopId(), why.reason());
            shops.suspend(login, why.reason());
            sweeps.release(claim, Optional.of(why.reason()));
        } else {
            LOG.warnf(
                    "sweep of shop %d failed and is tried again: %s",
                    claim.shop().shopId(), why.reason());
            sweeps.failed(claim, why.reason());
        }
    }
}
