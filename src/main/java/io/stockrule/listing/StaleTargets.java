package io.stockrule.listing;

import io.stockrule.database.Columns;
import io.stockrule.database.LongStatements;
import io.stockrule.profile.ProfileChanged;
import io.stockrule.profile.ProfileKey;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/// The dirty mark of every target: which ones have to be decided again, and why never a change gets lost between
/// two decisions. A mark is made in the transaction of the change that causes it.
///
/// The mark sits on the target and not on the listing, so that all listings of one target are decided together:
/// decided one by one, two listings of a variant would disagree for as long as only the first had seen a change.
///
/// A mark finds its targets through the links between variants, Selling Lists, profiles and targets, and does not
/// see a link that is being made at the same moment; nor does that link's own mark see the change. Therefore
/// whoever changes links holds the merchant's lock alone ([#linksChange]), and marks share it.
@ApplicationScoped
public class StaleTargets {
    /// First half of the advisory locks' numbers, "link" in ASCII; the second half is a hash of the merchant's
    /// id.
    private static final int LINKS = 0x6c696e6b;

    /// Marks in key order, so that two marks at once cannot wait for each other. An upsert and not an update, because
    /// it acts on the newest row whatever was committed while it waited: an update looks its rows up again after a
    /// wait, and with a subquery beside it that may find nothing, and the mark is lost.
    private static final String MARK = """
            insert into target (merchant_id, amazon_account_id, seller_sku)
            select distinct merchant_id, amazon_account_id, seller_sku from (<targets>) stale order by 1, 2, 3
            on conflict (merchant_id, amazon_account_id, seller_sku) do update
            set marked = target.marked + 1, asked = target.asked + :asked, due_at = :now
            """;

    private static final String OF_SELLING_LIST = """
            select merchant_id, amazon_account_id, seller_sku from listing
            where merchant_id = :merchant and selling_list_id = :list and seller_sku is not null
            """;

    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

    private final Jdbi database;
    private final InstantSource time;

    StaleTargets(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Creates the rows of newly linked targets, stale from the start; existing ones are marked.
    @Transactional
    public void add(AccountKey account, Collection<String> sellerSkus) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into target (merchant_id, amazon_account_id, seller_sku, due_at)
                        select distinct :merchant, :account, sku, :now::timestamptz from unnest(:skus) sku order by sku
                        on conflict (merchant_id, amazon_account_id, seller_sku)
                        do update set marked = target.marked + 1, due_at = excluded.due_at
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bindArray("skus", String.class, sellerSkus)
                .bind("now", time.instant())
                .execute());
    }

    /// Called before a link is changed, first thing in the transaction that changes it.
    @Transactional(Transactional.TxType.MANDATORY)
    void linksChange(long merchantId) {
        lock("select pg_advisory_xact_lock(:links, hashint8(:merchant))", query -> query.bind("merchant", merchantId));
    }

    void stockChanged(@Observes StockChanged change) {
        var items = change.items();
        mark(items.stream().map(ItemKey::merchantId).distinct().toList(), """
                select l.merchant_id, l.amazon_account_id, l.seller_sku
                from unnest(:merchants, :shops, :items) changed(merchant_id, shop_id, inventory_item_id)
                join variant using (merchant_id, shop_id, inventory_item_id)
                join listing l using (merchant_id, shop_id, variant_id)
                where l.seller_sku is not null
                """, ItemKey.columns(items)::bindTo);
    }

    void profileChanged(@Observes ProfileChanged change) {
        markProfile(change.merchantId(), change.profileId());
    }

    /// Every target with a listing in a Selling List under this profile.
    @Transactional
    public void markProfile(long merchantId, long profileId) {
        mark(
                List.of(merchantId),
                """
                select l.merchant_id, l.amazon_account_id, l.seller_sku
                from listing l join selling_list s using (merchant_id, selling_list_id)
                where s.merchant_id = :merchant and s.profile_id = :profile and l.seller_sku is not null
                """,
                update -> update.bind("merchant", merchantId).bind("profile", profileId));
    }

    /// The same for many profiles at once.
    @Transactional
    public void markProfiles(Collection<ProfileKey> profiles) {
        mark(
                profiles.stream().map(ProfileKey::merchantId).distinct().toList(),
                """
                select l.merchant_id, l.amazon_account_id, l.seller_sku
                from unnest(:merchants, :profiles) changed(merchant_id, profile_id)
                join selling_list using (merchant_id, profile_id)
                join listing l using (merchant_id, selling_list_id)
                where l.seller_sku is not null
                """,
                Columns.of(profiles).longs("merchants", ProfileKey::merchantId).longs("profiles", ProfileKey::profileId)
                        ::bindTo);
    }

    @Transactional
    public void markSellingList(long merchantId, long sellingListId) {
        mark(
                List.of(merchantId),
                OF_SELLING_LIST,
                update -> update.bind("merchant", merchantId).bind("list", sellingListId));
    }

    /// Every target of an Amazon account.
    @Transactional
    public void markAccount(AccountKey account) {
        mark(
                List.of(account.merchantId()),
                """
                select merchant_id, amazon_account_id, seller_sku from target
                where merchant_id = :merchant and amazon_account_id = :account
                """,
                update -> update.bind("merchant", account.merchantId()).bind("account", account.amazonAccountId()));
    }

    /// All of a merchant's targets, after a change of its time zone or its warehouses.
    @Transactional
    public void markMerchant(long merchantId) {
        mark(List.of(merchantId), """
                select merchant_id, amazon_account_id, seller_sku from target where merchant_id = :merchant
                """, update -> update.bind("merchant", merchantId));
    }

    /// A person wants the numbers of these listings sent, changed or not (Update Quantity).
    ///
    /// @return how many targets that concerns
    @Transactional
    public int ask(long merchantId, Collection<Long> listingIds) {
        return mark(
                List.of(merchantId),
                """
                select merchant_id, amazon_account_id, seller_sku from listing
                where merchant_id = :merchant and listing_id = any(:listings) and seller_sku is not null
                """,
                1,
                update -> update.bind("merchant", merchantId).bindArray("listings", Long.class, listingIds));
    }

    /// The same for all listings of a Selling List.
    @Transactional
    public int askSellingList(long merchantId, long sellingListId) {
        return mark(
                List.of(merchantId),
                OF_SELLING_LIST,
                1,
                update -> update.bind("merchant", merchantId).bind("list", sellingListId));
    }

    private void mark(List<Long> merchants, String targets, UnaryOperator<Update> bind) {
        mark(merchants, targets, 0, bind);
    }

    private int mark(List<Long> merchants, String targets, int asked, UnaryOperator<Update> bind) {
        // A statement of its own: the next one sees what was committed while this one waited.
        lock("""
                select pg_advisory_xact_lock_shared(:links, hash)
                from (select distinct hashint8(merchant) hash from unnest(:merchants) merchant order by 1) merchants
                """, query -> query.bindArray("merchants", Long.class, merchants));
        return database.withHandle(handle -> {
            LongStatements.allow(handle, LONGEST_STATEMENT); // a profile may be that of a hundred thousand listings
            return bind.apply(handle.createUpdate(MARK.replace("<targets>", targets)))
                    .bind("asked", asked)
                    .bind("now", time.instant())
                    .execute();
        });
    }

    private void lock(String locks, UnaryOperator<Query> bind) {
        database.useHandle(handle -> bind.apply(handle.createQuery(locks))
                .bind("links", LINKS)
                .map((_, _) -> true)
                .list());
    }
}
