package io.stockrule.stock;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.stockrule.access.GoneVariants;
import io.stockrule.database.Columns;
import io.stockrule.stock.ledger.Level;
import io.stockrule.stock.ledger.LevelRows;
import io.stockrule.stock.ledger.StockLedger;
import io.stockrule.stock.ledger.Variants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// What is known of variants, for deciding about them in batches.
@ApplicationScoped
public class StockFacts {
    private final Jdbi database;
    private final StockLedger ledger;

    StockFacts(Jdbi database, StockLedger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /// Two statements, whatever the number of variants, and two more if there are bundles. Variants that nobody
    /// registered are absent.
    public Map<VariantKey, KnownVariant> load(Collection<VariantKey> variants) {
        return load(variants, LoadedLevel::available);
    }

    /// With what is on hand, committed and incoming.
    public Map<VariantKey, KnownVariant> loadWithHoldings(Collection<VariantKey> variants) {
        return load(variants, LoadedLevel::whole);
    }

    /// Asks Shopify what is held of these items.
    ///
    /// @param items of which [KnownVariant#unheld] says that it is not known
    public void askForHoldings(Collection<ItemKey> items) {
        ledger.askForHoldings(items);
    }

    private Map<VariantKey, KnownVariant> load(Collection<VariantKey> variants, RowMapper<LoadedLevel> level) {
        var asked = Set.copyOf(variants);
        return asked.isEmpty() ? Map.of() : database.withHandle(handle -> load(handle, asked, level));
    }

    private static Map<VariantKey, KnownVariant> load(
            Handle handle, Collection<VariantKey> keys, RowMapper<LoadedLevel> level) {
        var variants = variants(handle, keys);
        var stock = stock(handle, variants.stream().map(Row::item).collect(toSet()), level);
        var bundles = variants.stream().filter(Row::bundle).map(Row::key).collect(toSet());
        var parts = bundles.isEmpty() ? Map.<VariantKey, List<Part>>of() : parts(handle, bundles, level);
        return variants.stream()
                .collect(toMap(
                        Row::key,
                        row -> row.bundle()
                                ? row.withParts(parts.getOrDefault(row.key(), List.of()))
                                : row.withStock(stock.getOrDefault(row.item(), List.of()))));
    }

    /// A level, and whether it is to be asked what is held there.
    private record LoadedLevel(ItemKey item, WarehouseStock stock, boolean unheld) {
        static LoadedLevel available(ResultSet row, StatementContext context) throws SQLException {
            return new LoadedLevel(LevelRows.key(row).item(), warehouse(row, LevelRows.level(row)), false);
        }

        static LoadedLevel whole(ResultSet row, StatementContext context) throws SQLException {
            var level = LevelRows.level(row);
            var plain = warehouse(row, level);
            var stock = level.holdingNow()
                    .map(held -> new WarehouseStock(
                            plain.warehouse(),
                            plain.available(),
                            plain.active(),
                            OptionalLong.of(held.onHand()),
                            OptionalLong.of(held.committed()),
                            OptionalLong.of(held.incoming())))
                    .orElse(plain);
            return new LoadedLevel(LevelRows.key(row).item(), stock, plain.active() && level.hidesHolding());
        }

        private static WarehouseStock warehouse(ResultSet row, Level level) throws SQLException {
            return new WarehouseStock(
                    row.getString("name"), level.available(), row.getBoolean("active") && level.counts());
        }
    }

    private record Part(
            VariantKey bundle, String sku, long quantity, boolean tracked, ItemKey item, List<LoadedLevel> levels) {
        Part with(List<LoadedLevel> others) {
            return new Part(bundle, sku, quantity, tracked, item, others);
        }

        PartStock stock() {
            return new PartStock(sku, quantity, tracked, stocks(levels));
        }
    }

    private static List<WarehouseStock> stocks(List<LoadedLevel> levels) {
        return levels.stream().map(LoadedLevel::stock).toList();
    }

    private static Stream<ItemKey> unheld(boolean tracked, List<LoadedLevel> levels) {
        return tracked ? levels.stream().filter(LoadedLevel::unheld).map(LoadedLevel::item) : Stream.of();
    }

    /// What the bundles are made of. Of a part that nobody knows, or that the shop has no more, there is no stock.
    private static Map<VariantKey, List<Part>> parts(
            Handle handle, Collection<VariantKey> bundles, RowMapper<LoadedLevel> level) {
        var parts = variantColumns(bundles)
                .bindTo(handle.createQuery("""
                        select p.*, coalesce(v.sku, '') sku, coalesce(i.tracked, true) tracked,
                            coalesce(v.inventory_item_id, 0) item
                        from unnest(:merchants, :shops, :variants) k(merchant_id, shop_id, bundle_id)
                        cross join lateral (
                            select * from bundle_part p
                            where (p.merchant_id, p.shop_id, p.bundle_id) = (k.merchant_id, k.shop_id, k.bundle_id)
                            offset 0) p
                        left join lateral (
                            select sku, inventory_item_id from variant v
                            where (v.merchant_id, v.shop_id, v.variant_id) = (p.merchant_id, p.shop_id, p.part_id)
                                and v.gone_at is null
                            offset 0) v on true
                        left join lateral (
                            select tracked from inventory_item i
                            where (i.merchant_id, i.shop_id, i.inventory_item_id)
                                = (p.merchant_id, p.shop_id, v.inventory_item_id)
                            offset 0) i on true
                        order by p.part_id
                        """))
                .map((row, _) -> part(row))
                .list();
        var stock = stock(handle, parts.stream().map(Part::item).collect(toSet()), level);
        return parts.stream()
                .collect(groupingBy(
                        Part::bundle,
                        mapping(part -> part.with(stock.getOrDefault(part.item(), List.of())), toList())));
    }

    private static Part part(ResultSet row) throws SQLException {
        long merchant = row.getLong("merchant_id");
        long shop = row.getLong("shop_id");
        return new Part(
                new VariantKey(merchant, shop, row.getLong("bundle_id")),
                row.getString("sku"),
                row.getLong("quantity"),
                row.getBoolean("tracked"),
                new ItemKey(merchant, shop, row.getLong("item")),
                List.of());
    }

    private static Columns<VariantKey> variantColumns(Collection<VariantKey> keys) {
        return Columns.of(keys)
                .longs("merchants", VariantKey::merchantId)
                .longs("shops", VariantKey::shopId)
                .longs("variants", VariantKey::variantId);
    }

    private static List<Row> variants(Handle handle, Collection<VariantKey> keys) {
        return variantColumns(keys)
                .bindTo(handle.createQuery("""
                        select v.*, coalesce(i.tracked, true) tracked, m.gone_variants,
                            coalesce(m.time_zone, s.time_zone, 'UTC') zone
                        from unnest(:merchants, :shops, :variants) k(merchant_id, shop_id, variant_id)
                        join merchant m using (merchant_id)
                        join shop s using (merchant_id, shop_id)
                        cross join lateral (
                            select * from variant v
                            where (v.merchant_id, v.shop_id, v.variant_id) = (k.merchant_id, k.shop_id, k.variant_id)
                            offset 0) v
                        left join lateral (
                            select tracked from inventory_item i
                            where (i.merchant_id, i.shop_id, i.inventory_item_id)
                                = (k.merchant_id, k.shop_id, v.inventory_item_id)
                            offset 0) i on true
                        """))
                .map((row, _) -> Row.of(row))
                .list();
    }

    /// Only of locations that the merchant registered as warehouses; in the order of their names.
    private static Map<ItemKey, List<LoadedLevel>> stock(
            Handle handle, Set<ItemKey> items, RowMapper<LoadedLevel> level) {
        return ItemKey.columns(items).bindTo(handle.createQuery("""
                        select l.*, w.name, w.active
                        from unnest(:merchants, :shops, :items) k(merchant_id, shop_id, inventory_item_id)
                        cross join lateral (
                            select * from stock_level l
                            where (l.merchant_id, l.shop_id, l.inventory_item_id)
                                = (k.merchant_id, k.shop_id, k.inventory_item_id)
                            offset 0) l
                        join warehouse w on (w.merchant_id, w.shop_id, w.location_id)
                            = (l.merchant_id, l.shop_id, l.location_id)
                        order by w.name
                        """)).map(level).stream()
                .collect(groupingBy(LoadedLevel::item));
    }

    private record Row(
            VariantKey key,
            ItemKey item,
            boolean bundle,
            VariantFacts facts,
            Set<String> metafields,
            Optional<GoneVariants> gone,
            ZoneId zone) {
        static Row of(ResultSet row) throws SQLException {
            long merchant = row.getLong("merchant_id");
            long shop = row.getLong("shop_id");
            boolean gone = row.getObject("gone_at") != null;
            var metafields = MetafieldTexts.read(row.getString("metafields"));
            return new Row(
                    new VariantKey(merchant, shop, row.getLong("variant_id")),
                    new ItemKey(merchant, shop, row.getLong("inventory_item_id")),
                    row.getBoolean("bundle"),
                    facts(row, metafields.resolved()),
                    metafields.known(),
                    gone ? Optional.of(GoneVariants.valueOf(row.getString("gone_variants"))) : Optional.empty(),
                    ZoneId.of(row.getString("zone")));
        }

        private static VariantFacts facts(ResultSet row, Map<String, String> metafields) throws SQLException {
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
                    List.of(),
                    List.of(),
                    metafields);
        }

        KnownVariant withStock(List<LoadedLevel> stock) {
            var unheld = unheld(facts.tracked(), stock).collect(toSet());
            return new KnownVariant(facts.withStock(stocks(stock)), metafields, gone, zone, unheld);
        }

        KnownVariant withParts(List<Part> parts) {
            var unheld = parts.stream()
                    .flatMap(part -> unheld(part.tracked(), part.levels()))
                    .collect(toSet());
            return new KnownVariant(
                    Bundles.of(facts, parts.stream().map(Part::stock).toList()), metafields, gone, zone, unheld);
        }
    }
}
