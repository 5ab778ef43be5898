package io.stockrule.listing;

import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import javax.sql.DataSource;

/// The dirty mark of every target: which ones have to be decided again, and why never a change gets lost between two
/// decisions. A mark is made in the transaction of the change that causes it.
///
/// The mark sits on the target and not on the listing, so that all listings of one target are decided together: decided
/// one by one, two listings of a variant would disagree for as long as only the first had seen a change.
@ApplicationScoped
public class StaleTargets {
    private final DataSource database;
    private final InstantSource time;

    StaleTargets(DataSource database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Creates the rows of newly linked targets, stale from the start; existing ones are marked.
    @Transactional
    public void add(long merchantId, long amazonAccountId, Collection<String> sellerSkus) {
        execute("""
                insert into target (merchant_id, amazon_account_id, seller_sku, due_at)
                select ?, ?, sku, ? from unnest(?) sku order by sku
                on conflict (merchant_id, amazon_account_id, seller_sku)
                do update set marked = target.marked + 1, due_at = excluded.due_at
                """, merchantId, amazonAccountId, now(), sellerSkus.toArray(String[]::new));
    }

    void stockChanged(@Observes StockChanged change) {
        var items = change.items();
        execute(
                MARK.formatted("""
                        join variant v using (merchant_id, shop_id, variant_id)
                        join unnest(?, ?, ?) changed(merchant_id, shop_id, inventory_item_id)
                          on (changed.merchant_id, changed.shop_id, changed.inventory_item_id)
                           = (v.merchant_id, v.shop_id, v.inventory_item_id)
                        where l.seller_sku is not null
                        """),
                items.stream().map(ItemKey::merchantId).toArray(Long[]::new),
                items.stream().map(ItemKey::shopId).toArray(Long[]::new),
                items.stream().map(ItemKey::inventoryItemId).toArray(Long[]::new),
                now());
    }

    /// Every listing of the Selling Lists under this profile.
    @Transactional
    public void markProfile(long merchantId, long profileId) {
        execute(MARK.formatted("""
                        join selling_list s using (merchant_id, selling_list_id)
                        where s.merchant_id = ? and s.profile_id = ? and l.seller_sku is not null
                        """), merchantId, profileId, now());
    }

    @Transactional
    public void markSellingList(long merchantId, long sellingListId) {
        execute(
                MARK.formatted("where l.merchant_id = ? and l.selling_list_id = ? and l.seller_sku is not null"),
                merchantId,
                sellingListId,
                now());
    }

    @Transactional
    public void markAccount(AccountKey account) {
        execute(
                MARK.formatted("where l.merchant_id = ? and l.amazon_account_id = ? and l.seller_sku is not null"),
                account.merchantId(),
                account.amazonAccountId(),
                now());
    }

    /// All of a merchant's targets, after a change of its time zone or its warehouses.
    @Transactional
    public void markMerchant(long merchantId) {
        execute(MARK.formatted("where l.merchant_id = ? and l.seller_sku is not null"), merchantId, now());
    }

    /// Targets that lost or changed one of their listings.
    @Transactional
    public void markTargets(long merchantId, long amazonAccountId, Collection<String> sellerSkus) {
        execute(
                MARK.formatted("where l.merchant_id = ? and l.amazon_account_id = ? and l.seller_sku = any(?)"),
                merchantId,
                amazonAccountId,
                sellerSkus.toArray(String[]::new),
                now());
    }

    /// A person wants these listings' numbers sent, changed or not (Update Quantity).
    ///
    /// @return how many targets that concerns
    @Transactional
    public int ask(long merchantId, Collection<Long> listingIds) {
        return execute(
                MARK.replace("due_at = ?", "asked = t.asked + 1, due_at = ?")
                        .formatted("where l.merchant_id = ? and l.listing_id = any(?) and l.seller_sku is not null"),
                merchantId,
                listingIds.toArray(Long[]::new),
                now());
    }

    /// Rows are locked in key order, so that two marks at once cannot wait for each other.
    private static final String MARK = """
            with stale as (
                select t.merchant_id, t.amazon_account_id, t.seller_sku
                from target t
                where (t.merchant_id, t.amazon_account_id, t.seller_sku) in (
                    select l.merchant_id, l.amazon_account_id, l.seller_sku from listing l %s)
                order by 1, 2, 3
                for update)
            update target t set marked = t.marked + 1, due_at = ?
            from stale
            where (t.merchant_id, t.amazon_account_id, t.seller_sku)
                = (stale.merchant_id, stale.amazon_account_id, stale.seller_sku)
            """;

    private OffsetDateTime now() {
        return time.instant().atOffset(ZoneOffset.UTC);
    }

    private int execute(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                switch (values[i]) {
                    case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                    case Long[] numbers -> statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
                    default -> statement.setObject(i + 1, values[i]);
                }
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("targets could not be marked", e);
        }
    }
}
