package io.stockrule.shopify;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.Tokens;
import io.stockrule.listing.StaleTargets;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes that a merchant makes to its shops.
@ApplicationScoped
public class ShopEditor {
    private final ShopRows rows;
    private final ShopLogins logins;
    private final StaleTargets stale;

    ShopEditor(ShopRows rows, ShopLogins logins, StaleTargets stale) {
        this.rows = rows;
        this.logins = logins;
        this.stale = stale;
    }

    /// What became of a new shop.
    sealed interface Creation {
        /// @param token the secret part of the address for webhooks; only its hash is kept
        record Created(Shop shop, String token) implements Creation {}

        /// An access token is given that would not be used, or one is missing.
        record TokenInDoubt() implements Creation {}
    }

    /// What became of a change.
    sealed interface Change {
        record Changed(Shop shop) implements Change {}

        record NothingGiven() implements Change {}

        record NoSuchShop() implements Change {}
    }

    /// The merchant has a shop of this domain already, so nothing was changed.
    record Exists(String domain) implements Creation, Change {}

    /// Nobody knows this zone, so nothing was changed.
    record UnknownTimeZone(String name) implements Creation, Change {}

    @Transactional
    Creation create(long merchantId, NewShop shop) {
        var unknown = unknown(shop.timeZone());
        if (unknown.isPresent()) {
            return unknown.get();
        }
        if (!shop.fits()) {
            return new Creation.TokenInDoubt();
        }
        var token = Tokens.random();
        var key = rows.insert(merchantId, shop, Tokens.hash(token));
        key.filter(_ -> shop.kind() == Grant.Kind.AUTHORIZATION_CODE).ifPresent(logins::waitForConsent);
        return key.flatMap(Shop::find)
                .<Creation>map(created -> new Creation.Created(created, token))
                .orElseGet(() -> new Exists(shop.domain()));
    }

    /// Credentials that differ from those in force, and another name, lift a suspension: the old ones may
    /// have been the reason.
    @Transactional
    Change change(ShopKey key, ShopChange change) {
        if (change.isEmpty()) {
            return new Change.NothingGiven();
        }
        var unknown = unknown(change.timeZone());
        if (unknown.isPresent()) {
            return unknown.get();
        }
        return Shop.lock(key).<Change>map(shop -> changed(shop, key, change)).orElseGet(Change.NoSuchShop::new);
    }

    private Change changed(Shop shop, ShopKey key, ShopChange change) {
        boolean others = false;
        if (change.domain() != null) {
            var domain = change.domain().toLowerCase(Locale.ROOT);
            others = !domain.equals(shop.domain);
            if (!rows.rename(key, domain)) {
                QuarkusTransaction.setRollbackOnly();
                return new Exists(domain);
            }
            shop.domain = domain;
        }
        return changedBesides(shop, key, change, others);
    }

    private Change changedBesides(Shop shop, ShopKey key, ShopChange change, boolean renamed) {
        boolean others = rows.updateSecrets(key, change) || renamed;
        if (change.clientId() != null && !change.clientId().equals(shop.clientId)) {
            shop.clientId = change.clientId();
            others = true;
        }
        if (others) {
            shop.liftSuspension();
        }
        if (change.timeZone() != null) {
            shop.timeZoneLearned = false;
            if (!change.timeZone().equals(shop.timeZone)) {
                shop.timeZone = change.timeZone();
                stale.markMerchant(key.merchantId());
            }
        }
        return new Change.Changed(shop);
    }

    /// What Shopify says of the shop's time zone counts while the merchant has said nothing.
    @Transactional
    public void learn(ShopKey key, String timeZone) {
        if (unknown(timeZone).isEmpty() && rows.learnTimeZone(key, timeZone)) {
            stale.markMerchant(key.merchantId());
        }
    }

    /// What Shopify says that the app may do.
    ///
    /// @return what it lacks
    @Transactional
    public List<String> learn(ShopKey key, Set<String> scopes) {
        rows.granted(key, scopes);
        return Scopes.lacking(scopes);
    }

    /// Lifts a suspension: Shopify is asked again at once. Empty if there is no such shop.
    @Transactional
    Optional<Shop> resume(ShopKey key) {
        var shop = Shop.lock(key);
        shop.ifPresent(Shop::liftSuspension);
        return shop;
    }

    /// Only names of regions are known: an offset such as `+02:00` would be wrong for half of the year.
    private static Optional<UnknownTimeZone> unknown(@Nullable String timeZone) {
        return Optional.ofNullable(timeZone)
                .filter(name -> !ZoneId.getAvailableZoneIds().contains(name))
                .map(UnknownTimeZone::new);
    }
}
