package io.stockrule.listing;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Listings of one Amazon account and marketplace under one Global Profile.
@Entity
@Table(name = "selling_list")
@IdClass(SellingList.Key.class)
public class SellingList extends PanacheEntityBase {
    @Id
    @Column(name = "merchant_id")
    public long merchantId;

    @Id
    @Column(name = "selling_list_id")
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "stockrule_id")
    @SequenceGenerator(name = "stockrule_id", sequenceName = "stockrule_id", allocationSize = 50)
    public long sellingListId;

    @Column(name = "amazon_account_id", updatable = false)
    long amazonAccountId;

    /// Country code.
    @Column(name = "marketplace", updatable = false)
    String marketplace;

    @Column(name = "name")
    String name;

    @Column(name = "profile_id")
    long profileId;

    @Column(name = "kind", updatable = false)
    @Enumerated(EnumType.STRING)
    Kind kind;

    @Column(name = "on_join")
    @Enumerated(EnumType.STRING)
    OnJoin onJoin = OnJoin.PROPOSE;

    @Column(name = "on_leave")
    @Enumerated(EnumType.STRING)
    OnLeave onLeave = OnLeave.STOP;

    /// When it was last seen to have the members of its collections.
    @Nullable
    @Column(name = "followed_at")
    Instant followedAt;

    @Nullable
    @Column(name = "follow_problem", insertable = false, updatable = false)
    String followProblem;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    public static Optional<SellingList> of(long merchantId, long id) {
        return findByIdOptional(new Key(merchantId, id));
    }

    static List<SellingList> after(long merchantId, long id, int limit) {
        return SellingList.<SellingList>find(
                        "merchantId = ?1 and sellingListId > ?2 order by sellingListId", merchantId, id)
                .page(0, limit)
                .list();
    }

    public AccountKey account() {
        return new AccountKey(merchantId, amazonAccountId);
    }

    /// Country code.
    public String marketplace() {
        return marketplace;
    }

    public OnJoin onJoin() {
        return onJoin;
    }

    public OnLeave onLeave() {
        return onLeave;
    }

    /// Its members are those of collections, and nobody picks others.
    public boolean follows() {
        return kind == Kind.COLLECTIONS;
    }

    record Key(long merchantId, long sellingListId) {}

    /// What becomes of products that join a collection of the list.
    public enum OnJoin {
        /// They are in the list, and a person links them.
        PROPOSE,
        /// Those whose SKU can only mean them are linked to the same SKU on Amazon.
        LINK
    }

    /// What becomes of products that are in no collection of the list any more.
    public enum OnLeave {
        /// None are offered any more; they stay in the list.
        STOP,
        /// They leave the list; what they showed on Amazon stays there.
        LET_GO
    }

    /// How a list gets its members.
    enum Kind {
        /// Picked by hand.
        PRODUCTS,
        /// By Shopify collection.
        COLLECTIONS
    }
}
