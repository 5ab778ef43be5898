package io.stockrule.shopify.leaving;

import io.stockrule.shopify.ShopKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// What a shop leaves behind beside its listings: the rows that carry its id, in whatever table. A test holds
/// the tables against those of the database.
@ApplicationScoped
class Leftovers {
    private static final List<String> TABLES = List.of(
            "variant",
            "stock_level",
            "inventory_item",
            "missing_variant",
            "catalogue_doubt",
            "shop_collection",
            "member_change",
            "bundle_part",
            "order_part",
            "stock_move",
            "webhook_receipt",
            "parked_webhook",
            "webhook_delivery",
            "privacy_request",
            "level_difference",
            "difference_count",
            "activity",
            "former_webhook_address");

    private final Jdbi database;

    Leftovers(Jdbi database) {
        this.database = database;
    }

    /// @return how many rows are gone; 0 if none is left
    @Transactional
    int delete(ShopKey shop, int most) {
        for (var table : TABLES) {
            int rows = delete(shop, table, most);
            if (rows > 0) {
                return rows;
            }
        }
        return deleteNames(shop.merchantId(), most);
    }

    /// By where they lie: nobody writes them any more.
    private int delete(ShopKey shop, String table, int most) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from <table> where merchant_id = :merchant and shop_id = :shop
                            and ctid = any(array(
                                select ctid from <table> where merchant_id = :merchant and shop_id = :shop limit :most))
                        """.replace("<table>", table))
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("most", most)
                .execute());
    }

    /// What products are called is known of the merchant's shops together, so it goes with the last of them.
    private int deleteNames(long merchantId, int most) {
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from known_text where merchant_id = :merchant
                            and not exists (select from shop where merchant_id = :merchant)
                            and ctid = any(array(select ctid from known_text where merchant_id = :merchant limit :most))
                        """)
                .bind("merchant", merchantId)
                .bind("most", most)
                .execute());
    }
}
