package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Which store at Shopify a shop is. Names change, and an app's id and secret open every store of one organisation:
/// a shop whose name was set to that of another store would find all of its variants gone.
@ApplicationScoped
class Stores {
    private static final Logger LOG = Logger.getLogger(Stores.class);

    private final Jdbi database;
    private final ShopLogins shops;

    /// With what each shop was reached when it was looked at last: another name or another consent is looked at again.
    private final Map<ShopKey, ShopLogin> known = new ConcurrentHashMap<>();

    Stores(Jdbi database, ShopLogins shops) {
        this.database = database;
        this.shops = shops;
    }

    /// Whether the store that answers to this login was looked at.
    boolean isKnown(ShopLogin login) {
        return login.equals(known.get(login.shop()));
    }

    /// The first store that answers for a shop is the shop's for good.
    ///
    /// @param data what the store says of itself
    /// @return a refusal if another store answers than before; then the shop is left alone
    Optional<Reply> mismatch(ShopLogin login, JsonNode data) {
        long store;
        try {
            store = Gid.number("Shop", data.at("/shop/id").asText());
        } catch (IllegalArgumentException e) {
            return Optional.of(new Reply.Failed("Shopify does not say which store answers: " + e.getMessage()));
        }
        if (expected(login, store).filter(it -> it != store).isPresent()) {
            return Optional.of(refuse(login));
        }
        known.put(login.shop(), login);
        return Optional.empty();
    }

    /// Empty for a shop that is deleted meanwhile, or that has another name by now.
    private Optional<Long> expected(ShopLogin login, long store) {
        return database.withHandle(handle -> {
            var found = find(handle.createQuery("""
                    select store_id from shop
                    where merchant_id = :merchant and shop_id = :shop and store_id is not null
                    """), login);
            return found.isPresent()
                    ? found
                    : find(handle.createQuery("""
                    update shop set store_id = coalesce(store_id, :store)
                    where merchant_id = :merchant and shop_id = :shop and domain = :domain
                    returning store_id
                    """).bind("store", store).bind("domain", login.domain()), login);
        });
    }

    private static Optional<Long> find(Query query, ShopLogin login) {
        return query.bind("merchant", login.shop().merchantId())
                .bind("shop", login.shop().shopId())
                .mapTo(Long.class)
                .findOne();
    }

    /// Told here, because not every question leaves the shop alone when it is refused.
    private Reply refuse(ShopLogin login) {
        var reason = "%s is another store at Shopify than this shop's: set the domain right, or connect that store as a"
                        .formatted(login.domain())
                + " shop of its own";
        LOG.warnf("shop %d: %s", login.shop().shopId(), reason);
        shops.suspend(login, reason);
        return new Reply.Refused(reason);
    }
}
