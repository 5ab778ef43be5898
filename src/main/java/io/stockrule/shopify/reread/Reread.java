package io.stockrule.shopify.reread;

import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.shopify.HeldShops;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Reply;
import io.stockrule.shopify.reread.ItemReader.Result;
import io.stockrule.stock.ledger.ItemRead;
import io.stockrule.stock.ledger.Rereads;
import io.stockrule.stock.ledger.Rereads.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Re-reads the due items of one shop, as fast as Shopify allows.
@ApplicationScoped
class Reread {
    private static final Logger LOG = Logger.getLogger(Reread.class);

    private final Rereads rereads;
    private final ItemReader reader;
    private final ShopLogins shops;
    private final HeldShops held;
    private final InstantSource time;
    private final ShopifyConfig config;
    private final Map<ShopKey, Budget> budgets = new ConcurrentHashMap<>();
    private final Map<ShopKey, List<Claim>> unanswered = new ConcurrentHashMap<>();

    Reread(
            Rereads rereads,
            ItemReader reader,
            ShopLogins shops,
            HeldShops held,
            InstantSource time,
            ShopifyConfig config) {
        this.rereads = rereads;
        this.reader = reader;
        this.shops = shops;
        this.held = held;
        this.time = time;
        this.config = config;
    }

    /// Whether Shopify wants no pause.
    boolean mayAsk(ShopKey shop) {
        return budget(shop).items(time.instant()) > 0;
    }

    /// Goes on until nothing is due or Shopify wants a pause.
    ///
    /// @param stops asked before each request
    /// @return whether anything was read
    boolean run(ShopKey shop, BooleanSupplier stops) {
        var login = shops.login(shop);
        if (login.isEmpty()) {
            return false;
        }
        boolean any = false;
        while (!stops.getAsBoolean() && runOnce(login.get())) {
            any = true;
        }
        return any;
    }

    /// Gives back what Shopify has not answered yet. An answer that still comes counts, unless somebody else has asked
    /// meanwhile.
    void giveBack() {
        unanswered.values().forEach(rereads::release);
    }

    private Budget budget(ShopKey shop) {
        return budgets.computeIfAbsent(shop, _ -> new Budget(config.rereadBatch()));
    }

    /// @return whether to go on
    private boolean runOnce(ShopLogin login) {
        var shop = login.shop();
        var budget = budget(shop);
        int items = budget.items(time.instant());
        var claims = items == 0
                ? List.<Claim>of()
                : rereads.claim(shop.merchantId(), shop.shopId(), items, config.rereadLease());
        if (claims.isEmpty()) {
            return false;
        }
        unanswered.put(shop, claims);
        try {
            return read(login, claims, budget);
        } finally {
            unanswered.remove(shop);
        }
    }

    private boolean read(ShopLogin login, List<Claim> claims, Budget budget) {
        var ids = claims.stream().map(claim -> claim.item().inventoryItemId()).toList();
        return switch (reader.read(login, ids)) {
            case Result.Found found -> settle(login.shop(), claims, found, budget);
            case Result.Nothing nothing -> giveUp(login, claims, nothing.reply(), budget);
        };
    }

    private boolean settle(ShopKey shop, List<Claim> claims, Result.Found found, Budget budget) {
        shops.liftSuspension(shop);
        budget.answered(claims.size(), found.cost(), time.instant());
        var answers = claims.stream().collect(toMap(claim -> claim, claim -> answer(found, claim)));
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean there = held.hold(shop);
            if (there) {
                rereads.settle(answers);
            }
            return there;
        });
    }

    private static ItemRead answer(Result.Found found, Claim claim) {
        return Objects.requireNonNull(found.items().get(claim.item().inventoryItemId()));
    }

    private boolean giveUp(ShopLogin login, List<Claim> claims, Reply reply, Budget budget) {
        var now = time.instant();
        switch (reply) {
            case Reply.Throttled throttled -> {
                budget.throttled(throttled.cost(), throttled.pause(), now);
                rereads.release(claims);
            }
            case Reply.TooDear dear -> {
                budget.tooDear();
                fail(login.shop(), claims, dear.reason(), budget);
            }
            case Reply.Failed failed -> fail(login.shop(), claims, failed.reason(), budget);
            case Reply.Refused refused -> suspend(login, claims, refused.reason());
            case Reply.TokenRefused _ -> suspend(login, claims, "Shopify refuses new access tokens (status 401)");
            case Reply.Data _ -> fail(login.shop(), claims, "Shopify's answer is incomplete", budget);
        }
        return false;
    }

    private void fail(ShopKey shop, List<Claim> claims, String reason, Budget budget) {
        LOG.warnf("re-read of shop %d failed: %s", shop.shopId(), reason);
        budget.failed(time.instant());
        rereads.failed(claims, reason);
    }

    /// The last numbers stay as they are: nothing is known to have changed.
    private void suspend(ShopLogin login, List<Claim> claims, String reason) {
        LOG.warnf("re-reads of shop %d are suspended: %s", login.shop().shopId(), reason);
        rereads.release(claims);
        shops.suspend(login, reason);
    }
}
