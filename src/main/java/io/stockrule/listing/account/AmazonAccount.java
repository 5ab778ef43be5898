package io.stockrule.listing.account;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.AmazonCredentials.Region;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One seller in one region, as a merchant sees it. The encrypted secrets stay in the table;
/// [AmazonAccountRows] writes them and [AmazonAccounts] reads them.
@Entity
@Table(name = "amazon_account")
@IdClass(AccountKey.class)
public class AmazonAccount extends PanacheEntityBase {
    @Id
    @Column(name = "merchant_id")
    long merchantId;

    @Id
    @Column(name = "amazon_account_id")
    long amazonAccountId;

    @Column(name = "name")
    String name;

    @Column(name = "region", updatable = false)
    @Enumerated(EnumType.STRING)
    public Region region;

    @Column(name = "seller_id", updatable = false)
    String sellerId;

    @Column(name = "client_id", updatable = false)
    String clientId;

    @Column(name = "update_quantity")
    boolean updateQuantity;

    @Column(name = "hold_zeroed_percent", insertable = false)
    @Nullable
    Short holdZeroedPercent;

    @Column(name = "hold_lowered_percent", insertable = false)
    @Nullable
    Short holdLoweredPercent;

    @Column(name = "hold_raised_percent", insertable = false)
    @Nullable
    Short holdRaisedPercent;

    @Column(name = "foreign_changes", insertable = false)
    @Enumerated(EnumType.STRING)
    ForeignChanges foreignChanges = ForeignChanges.CORRECT;

    @Column(name = "subtract_orders", insertable = false)
    boolean subtractOrders;

    @Column(name = "restock_cancelled", insertable = false)
    @Enumerated(EnumType.STRING)
    Restock restockCancelled;

    /// Why its orders cannot be read, with what to do.
    @Column(name = "orders_problem", insertable = false)
    @Nullable
    String ordersProblem;

    @Column(name = "suspended_until")
    @Nullable
    Instant suspendedUntil;

    @Column(name = "suspended_reason")
    @Nullable
    String suspendedReason;

    @Column(name = "credentials_version", insertable = false, updatable = false)
    int credentialsVersion;

    @Column(name = "unreadable_version", insertable = false, updatable = false)
    @Nullable
    Integer unreadableVersion;

    @Column(name = "client_secret_entered_at", insertable = false, updatable = false)
    @Nullable
    Instant clientSecretEnteredAt;

    @Column(name = "other_client_secret_entered_at", insertable = false, updatable = false)
    @Nullable
    Instant otherClientSecretEnteredAt;

    @Column(name = "other_secret_serves", insertable = false, updatable = false)
    boolean otherSecretServes;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    /// What becomes of units that were ordered on Amazon and are cancelled, before Shopify knew of them.
    enum Restock {
        /// They are for sale again at once.
        AT_ONCE,
        /// They are for sale again when Shopify's stock has risen by as much, or their time is over.
        WHEN_SHOPIFY_RISES
    }

    public static Optional<AmazonAccount> of(AccountKey key) {
        return findByIdOptional(key);
    }

    /// As [#of], and nobody else changes it before this transaction ends.
    static Optional<AmazonAccount> lock(AccountKey key) {
        return findByIdOptional(key, LockModeType.PESSIMISTIC_WRITE);
    }

    /// As [#of], and it is not deleted before this transaction ends.
    public static Optional<AmazonAccount> held(AccountKey key) {
        return findByIdOptional(key, LockModeType.PESSIMISTIC_READ);
    }

    static List<AmazonAccount> after(long merchantId, long id, int limit) {
        return AmazonAccount.<AmazonAccount>find(
                        "merchantId = ?1 and amazonAccountId > ?2 order by amazonAccountId", merchantId, id)
                .page(0, limit)
                .list();
    }

    public AccountKey key() {
        return new AccountKey(merchantId, amazonAccountId);
    }

    /// What a person has to do before anything is sent, as far as it is not Amazon that says so.
    Optional<String> attention() {
        return Optional.ofNullable(unreadableVersion)
                .filter(unreadable -> unreadable == credentialsVersion)
                .map(_ -> "The stored client secret and refresh token cannot be decrypted, so nothing is sent or read:"
                        + " enter both anew.");
    }

    /// The secrets, and which of them Amazon has accepted last.
    SecretAges secretAges() {
        return new SecretAges(
                Optional.ofNullable(clientSecretEnteredAt).orElse(createdAt),
                clientSecretEnteredAt != null,
                Optional.ofNullable(otherClientSecretEnteredAt),
                otherSecretServes);
    }

    void subtractOrders(boolean wanted) {
        subtractOrders = wanted;
        ordersProblem = wanted ? ordersProblem : null;
    }

    void liftSuspension() {
        suspendedUntil = null;
        suspendedReason = null;
    }
}
