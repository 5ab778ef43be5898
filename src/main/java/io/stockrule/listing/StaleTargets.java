package io.stockrule.listing;

import io.stockrule.access.MerchantChanged;
import io.stockrule.database.Columns;
import io.stockrule.database.Statements;
import io.stockrule.listing.FanOut.Scope;
import io.stockrule.profile.ProfileChanged;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import io.stockrule.stock.WarehousesChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/// The dirty mark of every target: which ones have to be decided again, and why never a change gets lost between
/// two decisions. A mark is made in the transaction of the change that causes it; what concerns many targets is noted
/// there and fans out afterwards ([FanOut]).
///
/// The mark sits on the target and not on the listing, so that all listings of one target are decided together:
/// decided one by one, two listings of a variant would disagree for as long as only the first had seen a change.
///
/// A mark finds its targets through the links between variants and targets, and does not see a link that is being made
/// at the same moment; nor does that link's own mark see the change. Therefore whoever makes or changes links holds the
/// merchant's lock alone ([#linksChange]), and marks for changed stock share it.
@ApplicationScoped
public class StaleTargets {
    /// First half of the advisory locks' numbers, "link" in ASCII; the second half is a hash of the merchant's
    /// id.
    private static final int LINKS = 0x6c696e6b;

    /// Marks in key order, so that two marks at once cannot wait for each other. An upsert and not an update, because
    /// it acts on the newest row whatever was committed while it waited: an update looks its rows up again after a
    /// wait, and with a subquery beside it that may find nothing, and the mark is lost.
    ///
    /// A target that waits already keeps its place: what changes again and again would never come to the front.
    private static final String MARK = """
            insert into target (merchant_id, amazon_account_id, seller_sku, asked, lane, due_at)
            select distinct merchant_id, amazon_account_id, seller_sku,
                :asked::bigint, :lane::smallint, :now::timestamptz
            from (<targets>) stale order by 1, 2, 3
            on conflict (merchant_id, amazon_account_id, seller_sku) do update
            set marked = target.marked + 1, asked = target.asked + excluded.asked,
                lane = case when target.due_at is null then excluded.lane else least(target.lane, excluded.lane) end,
                due_at = least(target.due_at, excluded.due_at)
            """;

    /// A statement of its own: the next one sees what was committed while this one waited.
    private static final String SHARE = """
            select pg_advisory_xact_lock_shared(:links, hash)
            from (select distinct hashint8(merchant) hash from unnest(:merchants) merchant order by 1) merchants
            """;

    /// Those of accounts that are not gone, which are held: of one that goes no target is left behind.
    private static final String GIVEN = """
            select given.*
            from unnest(:merchants, :accounts, :skus) given(merchant_id, amazon_account_id, seller_sku)
            join (
                select merchant_id, amazon_account_id from amazon_account
                where (merchant_id, amazon_account_id) in (select * from unnest(:merchants, :accounts))
                for key share) held using (merchant_id, amazon_account_id)
            """;

    /// Targets of what is made of the `:items` of `:merchants` and `:shops`.
    ///
    /// For items of a shop without listings, as one is while it is first read, nothing more is looked for.
    /// Whether it has any is asked in an index's order: without that, PostgreSQL may go through all listings
    /// to find the first.
    private static final String CONCERNED = """
            with selling as materialized (
                select k.*
                from (select distinct * from unnest(:merchants, :shops)) k(merchant_id, shop_id)
                cross join lateral (
                    select from listing l
                    where (l.merchant_id, l.shop_id) = (k.merchant_id, k.shop_id)
                    order by l.variant_id limit 1) l
                <ofReaders>
            ), changed as materialized (
                select v.merchant_id, v.shop_id, v.variant_id
                from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                join selling using (merchant_id, shop_id)
                cross join lateral (
                    select merchant_id, shop_id, variant_id from variant v
                    where (v.merchant_id, v.shop_id, v.inventory_item_id)
                        = (k.merchant_id, k.shop_id, k.inventory_item_id)
                    offset 0) v
            ), concerned as (
                select * from changed
                union
                select c.merchant_id, c.shop_id, b.bundle_id
                from changed c
                cross join lateral (
                    select bundle_id from bundle_part b
                    where (b.merchant_id, b.shop_id, b.part_id) = (c.merchant_id, c.shop_id, c.variant_id)
                    offset 0) b)
            select l.merchant_id, l.amazon_account_id, l.seller_sku
            from concerned c
            cross join lateral (
                select merchant_id, amazon_account_id, seller_sku from listing l
                where (l.merchant_id, l.shop_id, l.variant_id) = (c.merchant_id, c.shop_id, c.variant_id)
                    and l.seller_sku is not null
                    <ofReader>
                offset 0) l
            """;

    private static final String OF_ITEMS = CONCERNED.replace("<ofReaders>", "").replace("<ofReader>", "");

    private static final String READER = """
            select from profile p join profile_version v using (merchant_id, profile_id, version)
            where v.reads_holdings and p.merchant_id =
            """.strip();

    /// Targets of what is made of the changed items, and of items of which something else is held now those whose
    /// profile may look at that. Most merchants have no such profile, and that is all that is asked then.
    private static final String CONCERNED_OR_READING = "(" + concerned("changed", "", "") + ") union all ("
            + concerned(
                    "held",
                    "where exists (" + READER + " k.merchant_id)",
                    "and exists (" + READER
                            + " l.merchant_id and p.profile_id = (select s.profile_id from selling_list s"
                            + " where (s.merchant_id, s.selling_list_id) = (l.merchant_id, l.selling_list_id)))")
            + ")";

    private static String concerned(String items, String ofReaders, String ofReader) {
        return CONCERNED
                .replace(":merchants", ":" + items + "Merchants")
                .replace(":shops", ":" + items + "Shops")
                .replace(":items", ":" + items + "Items")
                .replace("<ofReaders>", ofReaders)
                .replace("<ofReader>", ofReader);
    }

    private final Jdbi database;
    private final InstantSource time;
    private final Event<FanOut> fannedOut;
    private final Event<TargetsMarked> marked;

    StaleTargets(Jdbi database, InstantSource time, Event<FanOut> fannedOut, Event<TargetsMarked> marked) {
        this.database = database;
        this.time = time;
        this.fannedOut = fannedOut;
        this.marked = marked;
    }

    /// Creates the rows of newly linked targets, stale from the start; existing ones are marked.
    @Transactional
    public void add(AccountKey account, Collection<String> sellerSkus) {
        mark(Lane.CHANGED, 0, GIVEN, targets(account, sellerSkus)::bindTo);
    }

    /// Targets that lost their listing together with many others.
    @Transactional
    void removed(AccountKey account, Collection<String> sellerSkus) {
        mark(Lane.FANNED_OUT, 0, GIVEN, targets(account, sellerSkus)::bindTo);
    }

    /// As [#removed]; whoever is deciding these targets now has lost them, so that when the caller has committed,
    /// nothing is stored about them any more that was asked before.
    @Transactional
    void takeAway(Collection<TargetKey> targets) {
        if (targets.isEmpty()) {
            return;
        }
        mark(Lane.FANNED_OUT, 0, GIVEN, TargetKey.columns(targets)::bindTo);
        database.useHandle(handle ->
                TargetKey.columns(targets).bindTo(handle.createUpdate("""
                        update target t set fence = fence + 1, lease_until = null
                        from unnest(:merchants, :accounts, :skus) k(merchant_id, amazon_account_id, seller_sku)
                        where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                            = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                        """)).execute());
    }

    /// Some of the targets of a change that concerns many.
    ///
    /// @param asked a person wants the numbers sent, changed or not
    @Transactional
    public void fanOut(Collection<TargetKey> targets, boolean asked) {
        if (!targets.isEmpty()) {
            mark(Lane.FANNED_OUT, asked ? 1 : 0, GIVEN, TargetKey.columns(targets)::bindTo);
        }
    }

    private static Columns<TargetKey> targets(AccountKey account, Collection<String> sellerSkus) {
        return TargetKey.columns(
                sellerSkus.stream().map(sku -> new TargetKey(account, sku)).toList());
    }

    /// Called before a link is made or changed, first thing in the transaction that does it. Keep that one short: the
    /// merchant's stock changes wait for it.
    @Transactional(Transactional.TxType.MANDATORY)
    public void linksChange(long merchantId) {
        database.useHandle(handle -> handle.createQuery("select pg_advisory_xact_lock(:links, hashint8(:merchant))")
                .bind("links", LINKS)
                .bind("merchant", merchantId)
                .map((_, _) -> true)
                .list());
    }

    /// What is made of the changed items changes with them.
    void stockChanged(@Observes StockChanged change) {
        if (change.held().isEmpty()) {
            markShared(Lane.CHANGED, 0, OF_ITEMS, ItemKey.columns(change.items())::bindTo);
        } else {
            markShared(Lane.CHANGED, 0, CONCERNED_OR_READING, query -> bind(query, change));
        }
    }

    private static Query bind(Query query, StockChanged change) {
        var held = Columns.of(change.held())
                .longs("heldMerchants", ItemKey::merchantId)
                .longs("heldShops", ItemKey::shopId)
                .longs("heldItems", ItemKey::inventoryItemId);
        var merchants = Stream.concat(change.items().stream(), change.held().stream())
                .map(ItemKey::merchantId)
                .distinct();
        return held.bindTo(Columns.of(change.items())
                        .longs("changedMerchants", ItemKey::merchantId)
                        .longs("changedShops", ItemKey::shopId)
                        .longs("changedItems", ItemKey::inventoryItemId)
                        .bindTo(query))
                .bindArray("merchants", Long.class, merchants.toArray());
    }

    void profileChanged(@Observes ProfileChanged change) {
        note(new FanOut(change.merchantId(), Scope.PROFILE, change.profileId()));
    }

    void merchantChanged(@Observes MerchantChanged change) {
        markMerchant(change.merchantId());
    }

    void warehousesChanged(@Observes WarehousesChanged change) {
        markMerchant(change.merchantId());
    }

    /// Every target of a Selling List will be decided again.
    @Transactional
    void markSellingList(long merchantId, long sellingListId) {
        note(new FanOut(merchantId, Scope.SELLING_LIST, sellingListId));
    }

    /// Every target of an Amazon account will be decided again.
    @Transactional
    public void markAccount(AccountKey account) {
        note(new FanOut(account.merchantId(), Scope.ACCOUNT, account.amazonAccountId()));
    }

    /// All of a merchant's targets will be decided again, after a change of its time zone or its warehouses.
    @Transactional
    public void markMerchant(long merchantId) {
        note(new FanOut(merchantId, Scope.MERCHANT, 0));
    }

    /// A person wants the numbers of these listings sent, changed or not (Update Quantity).
    ///
    /// @return how many targets that concerns
    @Transactional
    public int ask(long merchantId, Collection<Long> listingIds) {
        return markListings(merchantId, listingIds, Lane.CHANGED, 1);
    }

    private int markListings(long merchantId, Collection<Long> listingIds, Lane lane, int asked) {
        return markShared(
                lane,
                asked,
                """
                select merchant_id, listing.amazon_account_id, seller_sku
                from listing join selling_list using (merchant_id, selling_list_id)
                where merchant_id = :merchant and listing_id = any(:listings) and seller_sku is not null
                """,
                query -> query.bind("merchant", merchantId)
                        .bindArray("merchants", Long.class, merchantId)
                        .bindArray("listings", Long.class, listingIds));
    }

    /// Called before listings are held to change something of them, first thing in the transaction that does it: their
    /// links stay as they are until its end. Whoever changes links holds the same the other way round.
    @Transactional(Transactional.TxType.MANDATORY)
    public void shareLinks(long merchantId) {
        database.useHandle(handle -> handle.createQuery(SHARE)
                .bind("links", LINKS)
                .bindArray("merchants", Long.class, merchantId)
                .map((_, _) -> true)
                .list());
    }

    /// Something of these listings has changed, other than their stock.
    ///
    /// @param many whether they give way to what changed for one
    @Transactional(Transactional.TxType.MANDATORY)
    public void decideAgain(long merchantId, Collection<Long> listingIds, boolean many) {
        markListings(merchantId, listingIds, many ? Lane.FANNED_OUT : Lane.CHANGED, 0);
    }

    private void note(FanOut fanOut) {
        fanOut.note(database, time.instant());
        fannedOut.fire(fanOut);
    }

    private void mark(Lane lane, int asked, String targets, UnaryOperator<Update> bind) {
        tell(
                lane,
                database.withHandle(handle -> marks(bind.apply(handle.createUpdate(mark(targets))), lane, asked)
                        .execute()));
    }

    /// Shares the links of the `:merchants` before it looks for targets.
    private int markShared(Lane lane, int asked, String targets, UnaryOperator<Query> bind) {
        return tell(
                lane,
                database.withHandle(handle -> Statements.send(
                        marks(bind.apply(handle.createQuery(SHARE + ";\n" + mark(targets))), lane, asked)
                                .bind("links", LINKS),
                        answers -> {
                            answers.skip();
                            return answers.rows();
                        })));
    }

    private int tell(Lane lane, int targets) {
        if (targets > 0) {
            marked.fire(new TargetsMarked(lane));
        }
        return targets;
    }

    private static String mark(String targets) {
        return MARK.replace("<targets>", targets);
    }

    private <S extends SqlStatement<S>> S marks(S statement, Lane lane, int asked) {
        return statement.bind("asked", asked).bind("lane", lane.number()).bind("now", time.instant());
    }
}
