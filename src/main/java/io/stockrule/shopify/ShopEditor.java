package io.stockrule.shopify;

import io.stockrule.access.Problem;
import io.stockrule.access.Tokens;
import io.stockrule.listing.StaleTargets;
import io.stockrule.shopify.ShopInput.NewShop;
import io.stockrule.shopify.ShopInput.ShopChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Changes that a merchant makes to its shops.
@ApplicationScoped
public class ShopEditor {
    private final ShopRows rows;
    private final StaleTargets stale;

    ShopEditor(ShopRows rows, StaleTargets stale) {
        this.rows = rows;
        this.stale = stale;
    }

    /// @param token the secret part of the address for webhooks; only its hash is kept
    record Created(Shop shop, String token) {}

    @Transactional
    Created create(long merchantId, NewShop shop) {
        check(shop.timeZone());
        var token = Tokens.random();
        return new Created(Shop.of(rows.insert(merchantId, shop, Tokens.hash(token))), token);
    }

    /// New credentials lift a suspension: the old ones may have been the reason.
    @Transactional
    Shop change(ShopKey key, ShopChange change) {
        if (change.isEmpty()) {
            throw new Problem(422, "nothing-to-change", "give at least one field to change");
        }
        check(change.timeZone());
        var shop = Shop.lock(key);
        rows.updateSecrets(key, change);
        if (change.clientId() != null) {
            shop.clientId = change.clientId();
        }
        if (change.bringsCredentials()) {
            shop.liftSuspension();
        }
        if (change.timeZone() != null && !Objects.equals(shop.timeZone, change.timeZone())) {
            shop.timeZone = change.timeZone();
            stale.markMerchant(key.merchantId());
        }
        return shop;
    }

    /// What Shopify says of the shop's time zone counts while the merchant has said nothing.
    @Transactional
    public void learn(ShopKey key, String timeZone) {
        var shop = Shop.lock(key);
        if (shop.timeZone == null && ZoneId.getAvailableZoneIds().contains(timeZone)) {
            shop.timeZone = timeZone;
            stale.markMerchant(key.merchantId());
        }
    }

    /// Lifts a suspension: Shopify is asked again at once.
    @Transactional
    Shop resume(ShopKey key) {
        var shop = Shop.lock(key);
        shop.liftSuspension();
        return shop;
    }

    /// Only names of regions: an offset such as `+02:00` would be wrong for half of the year.
    private static void check(@Nullable String timeZone) {
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new Problem(
                    422,
                    "unknown-time-zone",
                    "unknown time zone \"%s\"; a known one is Europe/Berlin".formatted(timeZone));
        }
    }
}
