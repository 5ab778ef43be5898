package io.stockrule.stock;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.stockrule.access.GoneVariants;
import io.stockrule.database.Columns;
import io.stockrule.stock.ledger.LevelRows;
import io.stockrule.stock.ledger.Variants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What is known of variants, for deciding about them in batches.
@ApplicationScoped
public class StockFacts {
    private final Jdbi database;

    StockFacts(Jdbi database) {
        this.database = database;
    }

    /// Two statements, whatever the number of variants. Variants that nobody registered are absent.
    @Transactional
    public Map<VariantKey, KnownVariant> load(Collection<VariantKey> variants) {
        var asked = Set.copyOf(variants);
        return asked.isEmpty() ? Map.of() : database.withHandle(handle -> load(handle, asked));
    }

    private static Map<VariantKey, KnownVariant> load(Handle handle, Collection<VariantKey> keys) {
        var variants = variants(handle, keys);
        var stock = stock(handle, variants.stream().map(Row::item).collect(toSet()));
        return variants.stream()
                .collect(toMap(Row::key, row -> row.withStock(stock.getOrDefault(row.item(), List.of()))));
    }

    private static List<Row> variants(Handle handle, Collection<VariantKey> keys) {
        var asked = Columns.of(keys)
                .longs("merchants", VariantKey::merchantId)
                .longs("shops", VariantKey::shopId)
                .longs("variants", VariantKey::variantId);
        return asked.bindTo(handle.createQuery("""
                        select v.*, coalesce(i.tracked, true) tracked, m.gone_variants, coalesce(m.time_zone, s.time_zone, 'UTC') zone
                        from unnest(:merchants, :shops, :variants) k(merchant_id, shop_id, variant_id)
                        join variant v using (merchant_id, shop_id, variant_id)
                        join merchant m using (merchant_id)
                        join shop s using (merchant_id, shop_id)
                        left join inventory_item i using (merchant_id, shop_id, inventory_item_id)
                        """))
                .map((row, _) -> Row.of(row))
                .list();
    }

    /// Only of locations that the merchant registered as warehouses; in the order of their names.
    private static Map<ItemKey, List<WarehouseStock>> stock(Handle handle, Set<ItemKey> items) {
        return ItemKey.columns(items)
                .bindTo(handle.createQuery("""
                        select l.*, w.name, w.active
                        from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                        join stock_level l using (merchant_id, shop_id, inventory_item_id)
                        join warehouse w using (merchant_id, shop_id, location_id)
                        order by w.name
                        """))
                .map((row, _) -> Map.entry(LevelRows.key(row).item(), warehouse(row)))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static WarehouseStock warehouse(ResultSet row) throws SQLException {
        var level = LevelRows.level(row);
        return new WarehouseStock(row.getString("name"), level.available(), row.getBoolean("active") && level.counts());
    }

    private record Row(VariantKey key, ItemKey item, VariantFacts facts, Optional<GoneVariants> gone, ZoneId zone) {
        static Row of(ResultSet row) throws SQLException {
            long merchant = row.getLong("merchant_id");
            long shop = row.getLong("shop_id");
            boolean gone = row.getObject("gone_at") != null;
            return new Row(
                    new VariantKey(merchant, shop, row.getLong("variant_id")),
                    new ItemKey(merchant, shop, row.getLong("inventory_item_id")),
                    facts(row),
                    gone ? Optional.of(GoneVariants.valueOf(row.getString("gone_variants"))) : Optional.empty(),
                    ZoneId.of(row.getString("zone")));
        }

        private static VariantFacts facts(ResultSet row) throws SQLException {
            return new VariantFacts(
                    row.getString("sku"),
                    row.getString("title"),
                    row.getString("vendor"),
                    row.getString("product_type"),
                    Variants.texts(row, "tags"),
                    row.getString("barcode"),
                    Variants.texts(row, "collections"),
                    row.getBoolean("tracked"),
                    row.getBoolean("keeps_selling"),
                    row.getString("product_status"),
                    List.of());
        }

        KnownVariant withStock(List<WarehouseStock> stock) {
            return new KnownVariant(facts.withStock(stock), gone, zone);
        }
    }
}
