package io.stockrule.stock.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The variants that a merchant has made known.
@ApplicationScoped
public class Variants {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final Jdbi database;
    private final StockLedger ledger;
    private final Event<StockChanged> changed;

    Variants(Jdbi database, StockLedger ledger, Event<StockChanged> changed) {
        this.database = database;
        this.ledger = ledger;
        this.changed = changed;
    }

    /// Adds variants or replaces what was known of them. The stock of an item new to the shop is asked of Shopify.
    ///
    /// @param variants each of them once
    @Transactional
    public void register(long merchantId, long shopId, List<Variant> variants) {
        var written = database.withHandle(handle -> write(handle, merchantId, shopId, variants));
        var items = new HashSet<ItemKey>();
        var registered = new HashSet<ItemKey>();
        for (var row : written) {
            items.add(row.item());
            if (row.registered()) {
                registered.add(row.item());
            }
        }
        ledger.ask(registered, "new to the shop");
        if (!items.isEmpty()) {
            changed.fire(new StockChanged(items));
        }
    }

    /// @param registered the item is new to the variant
    record Written(ItemKey item, boolean registered) {}

    /// Unchanged ones are not written and not returned.
    static List<Written> write(Handle handle, long merchantId, long shopId, List<Variant> variants) {
        return handle.createQuery("""
                        with written as (
                            insert into variant as v
                            select :merchant, :shop, n.* from jsonb_to_recordset(:variants::jsonb) n(
                                variant_id bigint, inventory_item_id bigint, sku text, title text, vendor text,
                                product_type text, tags text[], barcode text, collections text[],
                                keeps_selling boolean)
                            order by n.variant_id
                            on conflict (merchant_id, shop_id, variant_id) do update
                            set (inventory_item_id, sku, title, vendor, product_type, tags, barcode, collections,
                                    keeps_selling)
                                = (excluded.inventory_item_id, excluded.sku, excluded.title, excluded.vendor,
                                    excluded.product_type, excluded.tags, excluded.barcode, excluded.collections,
                                    excluded.keeps_selling)
                            where v is distinct from excluded
                            returning new.*, old.inventory_item_id is distinct from new.inventory_item_id registered
                        ), named as (
                            insert into known_text
                            select distinct :merchant, kind, text
                            from written
                            cross join lateral (values
                                ('VENDOR', array[vendor]), ('PRODUCT_TYPE', array[product_type]),
                                ('TAG', tags), ('COLLECTION', collections)
                            ) named (kind, texts)
                            cross join lateral unnest(texts) text
                            where text <> '' and length(text) <= 200
                            order by kind, text
                            on conflict do nothing
                        )
                        select inventory_item_id, registered from written
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("variants", json(variants))
                .map((row, _) -> new Written(new ItemKey(merchantId, shopId, row.getLong(1)), row.getBoolean(2)))
                .list();
    }

    /// In the order of their ids.
    @Transactional
    public List<Variant> list(long merchantId, long shopId, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from variant
                        where merchant_id = :merchant and shop_id = :shop and variant_id > :after
                        order by variant_id limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> variant(row))
                .list());
    }

    private static Variant variant(ResultSet row) throws SQLException {
        return new Variant(
                row.getLong("variant_id"),
                row.getLong("inventory_item_id"),
                row.getString("sku"),
                row.getString("title"),
                row.getString("vendor"),
                row.getString("product_type"),
                texts(row, "tags"),
                row.getString("barcode"),
                texts(row, "collections"),
                row.getBoolean("keeps_selling"));
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static String json(List<Variant> variants) {
        try {
            return JSON.writeValueAsString(variants);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("variants cannot be written as JSON", e);
        }
    }
}
