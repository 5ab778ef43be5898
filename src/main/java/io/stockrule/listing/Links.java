package io.stockrule.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Links single listings to Amazon SKUs, and takes listings away.
@ApplicationScoped
class Links {
    /// Not those of a shop or an Amazon account that is being deleted.
    private static final String COLUMNS = """
            select listing_id, selling_list_id, shop_id, variant_id, seller_sku, pack_size, listing.collection_ids,
                left_at
            from listing
            join shop using (merchant_id, shop_id)
            join selling_list using (merchant_id, selling_list_id)
            where merchant_id = :merchant
            """;
    private static final RowMapper<LinkView> VIEW = (row, _) -> new LinkView(
            row.getLong("listing_id"),
            row.getLong("selling_list_id"),
            row.getLong("shop_id"),
            row.getLong("variant_id"),
            row.getString("seller_sku"),
            row.getInt("pack_size"),
            List.of((Long[]) row.getArray("collection_ids").getArray()),
            Optional.ofNullable(row.getObject("left_at", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)
                    .orElse(null));

    private final Jdbi database;
    private final StaleTargets stale;

    Links(Jdbi database, StaleTargets stale) {
        this.database = database;
        this.stale = stale;
    }

    /// What became of a change.
    sealed interface Changed {
        record Done(LinkView after) implements Changed {}

        record NoSuchListing() implements Changed {}

        /// Another listing of the variant in this list is linked to that SKU, or, without one, is not linked
        /// either.
        record ThereIsOne(long listingId, boolean linked) implements Changed {}
    }

    /// Changes the link or the pack size. The target that it leaves and the one that it joins are decided again.
    @Transactional
    Changed change(long merchantId, long listingId, ListingChange change) {
        stale.linksChange(merchantId);
        var before = listing(merchantId, listingId);
        if (before.isEmpty()) {
            return new Changed.NoSuchListing();
        }
        var sellerSku = change.sellerSkuAfter(before.get());
        return like(merchantId, before.get(), sellerSku)
                .<Changed>map(other -> new Changed.ThereIsOne(other, sellerSku != null))
                .orElseGet(() -> new Changed.Done(change(merchantId, before.get(), change)));
    }

    /// Another listing of its list that offers its variant under this SKU.
    ///
    /// @param sellerSku null: one that is not linked
    private Optional<Long> like(long merchantId, LinkView listing, @Nullable String sellerSku) {
        return database.withHandle(
                handle -> others(handle, merchantId, listing, " and seller_sku is not distinct from :sku")
                        .bind("sku", sellerSku)
                        .mapTo(Long.class)
                        .findOne());
    }

    private boolean isOneOfSeveral(long merchantId, LinkView listing) {
        return database.withHandle(handle -> !others(handle, merchantId, listing, "")
                .mapTo(Long.class)
                .list()
                .isEmpty());
    }

    /// The other listings of its variant in its list.
    private static Query others(Handle handle, long merchantId, LinkView listing, String which) {
        return handle.createQuery("""
                        select listing_id from listing
                        where merchant_id = :merchant and selling_list_id = :list and shop_id = :shop
                            and variant_id = :variant and listing_id <> :id
                        """ + which)
                .bind("merchant", merchantId)
                .bind("list", listing.sellingListId())
                .bind("shop", listing.shop())
                .bind("variant", listing.variantId())
                .bind("id", listing.id());
    }

    private LinkView change(long merchantId, LinkView before, ListingChange change) {
        var after = new LinkView(
                before.id(),
                before.sellingListId(),
                before.shop(),
                before.variantId(),
                change.sellerSkuAfter(before),
                change.packSizeAfter(before),
                before.collections(),
                before.leftAt());
        update(merchantId, after);
        mark(merchantId, before, after);
        return after;
    }

    /// Takes a listing out of its Selling List. What it showed on Amazon stays there.
    ///
    @Transactional
    Removal remove(long merchantId, long listingId) {
        stale.linksChange(merchantId);
        var listing = listing(merchantId, listingId);
        if (listing.isEmpty()) {
            return Removal.NO_SUCH_LISTING;
        }
        if (isBroughtByCollection(merchantId, listing.get())) {
            return Removal.BROUGHT_BY_COLLECTION;
        }
        delete(merchantId, listingId);
        mark(merchantId, listing.get());
        return Removal.DONE;
    }

    enum Removal {
        DONE,
        NO_SUCH_LISTING,
        /// It would be back in a moment.
        BROUGHT_BY_COLLECTION
    }

    /// Of several listings of its variant each may go but the last, which would come again.
    private boolean isBroughtByCollection(long merchantId, LinkView listing) {
        boolean follows = SellingList.of(merchantId, listing.sellingListId())
                .orElseThrow()
                .follows();
        return follows && listing.leftAt() == null && !isOneOfSeveral(merchantId, listing);
    }

    private void delete(long merchantId, long listingId) {
        database.useHandle(handle ->
                handle.execute("delete from listing where merchant_id = ? and listing_id = ?", merchantId, listingId));
    }

    /// A list's members in the order of their ids, from the one after the given id.
    List<LinkView> after(SellingList list, long id, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        COLUMNS + " and selling_list_id = :list and listing_id > :id order by listing_id limit :limit")
                .bind("merchant", list.merchantId)
                .bind("list", list.sellingListId)
                .bind("id", id)
                .bind("limit", limit)
                .map(VIEW)
                .list());
    }

    private Optional<LinkView> listing(long merchantId, long listingId) {
        return database.withHandle(handle -> handle.createQuery(COLUMNS + " and listing_id = :id")
                .bind("merchant", merchantId)
                .bind("id", listingId)
                .map(VIEW)
                .findOne());
    }

    private void update(long merchantId, LinkView after) {
        database.useHandle(handle -> handle.createUpdate("""
                        update listing set seller_sku = :sellerSku, pack_size = :packSize
                        where merchant_id = :merchant and listing_id = :id
                        """)
                .bind("merchant", merchantId)
                .bind("id", after.id())
                .bind("sellerSku", after.sellerSku())
                .bind("packSize", after.packSize())
                .execute());
    }

    /// One call for both targets, so that their rows are locked in key order.
    private void mark(long merchantId, LinkView... listings) {
        var account = SellingList.of(merchantId, listings[0].sellingListId())
                .orElseThrow()
                .account();
        var skus = Stream.of(listings)
                .map(LinkView::sellerSku)
                .flatMap(Stream::ofNullable)
                .toList();
        stale.add(account, skus);
    }
}
