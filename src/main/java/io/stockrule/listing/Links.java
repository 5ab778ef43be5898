package io.stockrule.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

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

    /// Changes the link or the pack size. The target that it leaves and the one that it joins are decided again.
    ///
    /// @return empty when there is no such listing
    @Transactional
    Optional<LinkView> change(long merchantId, long listingId, ListingChange change) {
        stale.linksChange(merchantId);
        return listing(merchantId, listingId).map(before -> change(merchantId, before, change));
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

    private static boolean isBroughtByCollection(long merchantId, LinkView listing) {
        boolean follows = SellingList.of(merchantId, listing.sellingListId())
                .orElseThrow()
                .follows();
        return follows && listing.leftAt() == null;
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
