package io.stockrule.shopify;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One Shopify store, as its merchant sees it. The encrypted secrets stay in the table; [ShopRows] writes them.
@Entity
@Table(name = "shop")
@IdClass(ShopKey.class)
public class Shop extends PanacheEntityBase {
    /// Where Shopify sends webhooks to; the token of the shop follows.
    public static final String WEBHOOKS = "/webhooks/shopify/";

    /// Where Shopify sends a merchant back to who has let us in.
    public static final String AUTHORIZED = "/shopify/authorized";

    @Id
    @Column(name = "merchant_id")
    long merchantId;

    @Id
    @Column(name = "shop_id")
    long shopId;

    @Column(name = "domain", updatable = false)
    String domain;

    @Column(name = "time_zone")
    @Nullable
    String timeZone;

    /// Shopify said so, and not the merchant.
    @Column(name = "time_zone_learned")
    boolean timeZoneLearned;

    @Column(name = "client_id")
    String clientId;

    @Column(name = "suspended_until")
    @Nullable
    Instant suspendedUntil;

    @Column(name = "suspended_reason")
    @Nullable
    String suspendedReason;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    /// Whether requests may go there, as far as the name goes.
    public static boolean isDomain(String name) {
        return name.matches(ShopInput.DOMAIN);
    }

    public static Optional<Shop> find(ShopKey key) {
        return findByIdOptional(key);
    }

    /// As [#find], and nobody else changes it before this transaction ends.
    static Optional<Shop> lock(ShopKey key) {
        return findByIdOptional(key, LockModeType.PESSIMISTIC_WRITE);
    }

    static List<Shop> after(long merchantId, long id, int limit) {
        return Shop.<Shop>find("merchantId = ?1 and shopId > ?2 order by shopId", merchantId, id)
                .page(0, limit)
                .list();
    }

    void liftSuspension() {
        suspendedUntil = null;
        suspendedReason = null;
    }

    /// Of the store, such as `candles.myshopify.com`.
    public String domain() {
        return domain;
    }
}
