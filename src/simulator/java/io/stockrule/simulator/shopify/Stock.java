package io.stockrule.simulator.shopify;

import static java.util.stream.Collectors.groupingBy;

import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/// What the shops stock: locations, variants and levels, as they stand.
///
/// Two queries name their index: without statistics SQLite takes a shop to have a handful of variants and reads all.
final class Stock {
    private final Store store;

    Stock(Store store) {
        this.store = store;
    }

    List<ShopLocation> locations(String shop) {
        return store.with(h -> h.createQuery("select doc from location where shop = :shop order by id")
                .bind("shop", shop)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, ShopLocation.class))
                .list());
    }

    void put(String shop, ShopLocation location) {
        store.use(h -> h.execute(
                "insert or replace into location (shop, id, name, doc) values (?, ?, ?, ?)",
                shop,
                location.id(),
                location.name(),
                SimulatorJson.text(location)));
    }

    /// The location of that name, made if there is none.
    ShopLocation location(String shop, String name) {
        return store.with(_ -> locations(shop).stream()
                .filter(location -> location.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    var made = new ShopLocation(Ids.location(store.number(1)), name, true, true, false);
                    put(shop, made);
                    return made;
                }));
    }

    /// The location with that id, made if there is none; several may share a name.
    ShopLocation location(String shop, long id, String name) {
        return store.with(_ -> locations(shop).stream()
                .filter(location -> location.id() == id)
                .findFirst()
                .orElseGet(() -> {
                    var made = new ShopLocation(id, name, true, true, false);
                    put(shop, made);
                    return made;
                }));
    }

    void put(String shop, ShopVariant variant) {
        store.use(h -> {
            h.execute(
                    "insert or replace into variant (shop, item, variant, sku, doc) values (?, ?, ?, ?, ?)",
                    shop,
                    variant.item(),
                    variant.id(),
                    variant.sku(),
                    SimulatorJson.text(variant));
            h.execute("delete from collected where shop = ? and item = ?", shop, variant.item());
            collect(h, shop, List.of(variant));
        });
    }

    private static void collect(Handle h, String shop, List<ShopVariant> variants) {
        var rows = h.prepareBatch("insert into collected values (?, ?, ?, ?) on conflict do nothing");
        variants.forEach(variant ->
                variant.collections().forEach(title -> rows.add(shop, title, variant.product(), variant.item())));
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    Optional<ShopVariant> variant(String shop, long item) {
        return store.with(h -> h.createQuery("select doc from variant where shop = :shop and item = :item")
                .bind("shop", shop)
                .bind("item", item)
                .mapTo(String.class)
                .findOne()
                .map(doc -> SimulatorJson.read(doc, ShopVariant.class)));
    }

    Optional<ShopVariant> variantOfSku(String shop, String sku) {
        return store.with(h -> h.createQuery(
                        "select doc from variant indexed by variant_by_sku where shop = :shop and sku = :sku limit 1")
                .bind("shop", shop)
                .bind("sku", sku)
                .mapTo(String.class)
                .findOne()
                .map(doc -> SimulatorJson.read(doc, ShopVariant.class)));
    }

    /// In the order of the variants' ids.
    ///
    /// @param variant the id after which to begin
    List<ShopVariant> variantsAfter(String shop, long variant, long limit) {
        return store.with(h -> h.createQuery(
                        "select doc from variant where shop = :shop and variant > :after order by variant limit :limit")
                .bind("shop", shop)
                .bind("after", variant)
                .bind("limit", limit)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, ShopVariant.class))
                .list());
    }

    /// As [#variantsAfter], with their levels; two queries, whatever the number of variants.
    List<Stocked> stockedAfter(String shop, long variant, long limit) {
        return store.with(h -> {
            var variants = variantsAfter(shop, variant, limit);
            long last = variants.isEmpty() ? variant : variants.getLast().id();
            var levels = h
                    .createQuery("select l.* from variant v join level l on l.shop = v.shop and l.item = v.item"
                            + " where v.shop = :shop and v.variant > :after and v.variant <= :last"
                            + " order by v.variant, l.location")
                    .bind("shop", shop)
                    .bind("after", variant)
                    .bind("last", last)
                    .map((row, _) -> level(row))
                    .stream()
                    .collect(groupingBy(ShopLevel::item));
            return variants.stream()
                    .map(found -> new Stocked(found, levels.getOrDefault(found.item(), List.of())))
                    .toList();
        });
    }

    /// Any one of a product's variants.
    Optional<ShopVariant> variantOfProduct(String shop, long product) {
        return store.with(h -> h.createQuery("select doc from variant indexed by variant_by_product where shop = :shop"
                        + " and json_extract(doc, '$.product') = :product limit 1")
                .bind("shop", shop)
                .bind("product", product)
                .mapTo(String.class)
                .findOne()
                .map(doc -> SimulatorJson.read(doc, ShopVariant.class)));
    }

    /// In the order of their ids.
    List<ShopVariant> variantsOfProduct(String shop, long product) {
        return store.with(h -> h.createQuery("select doc from variant indexed by variant_by_product where shop = :shop"
                        + " and json_extract(doc, '$.product') = :product order by variant")
                .bind("shop", shop)
                .bind("product", product)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, ShopVariant.class))
                .list());
    }

    Optional<ShopVariant> variantOfId(String shop, long variant) {
        return variantsAfter(shop, variant - 1, 1).stream()
                .filter(found -> found.id() == variant)
                .findFirst();
    }

    /// With its levels.
    void remove(String shop, ShopVariant variant) {
        store.use(h -> {
            h.execute("delete from variant where shop = ? and item = ?", shop, variant.item());
            h.execute("delete from collected where shop = ? and item = ?", shop, variant.item());
            h.execute("delete from level where shop = ? and item = ?", shop, variant.item());
        });
    }

    /// With its levels.
    void remove(String shop, ShopLocation location) {
        store.use(h -> {
            h.execute("delete from location where shop = ? and id = ?", shop, location.id());
            h.execute("delete from level where shop = ? and location = ?", shop, location.id());
        });
    }

    /// What a change other than of stock is of.
    enum Kind {
        COLLECTION,
        PRODUCT,
        VARIANT,
        ITEM
    }

    void changed(String shop, Kind kind, long id, Instant at) {
        store.use(h -> h.execute(
                "insert or replace into changed (shop, kind, id, at) values (?, ?, ?, ?)",
                shop,
                kind.name(),
                id,
                at.getEpochSecond()));
    }

    Instant changedAt(String shop, Kind kind, long id) {
        return store.with(h -> h.createQuery("select at from changed where shop = :shop and kind = :kind and id = :id")
                .bind("shop", shop)
                .bind("kind", kind)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochSecond)
                .orElse(Instant.EPOCH));
    }

    /// Ids in their order, also of what there is no more.
    List<Long> changedSince(String shop, Kind kind, Instant from, long after) {
        return store.with(
                h -> h.createQuery("select id from changed where shop = :shop and kind = :kind and id > :after"
                                + " and at >= :from order by id")
                        .bind("shop", shop)
                        .bind("kind", kind)
                        .bind("after", after)
                        .bind("from", from.getEpochSecond())
                        .mapTo(Long.class)
                        .list());
    }

    /// The titles of those that some product is in.
    List<String> collections(String shop) {
        return store.with(h -> h.createQuery("select distinct title from collected where shop = :shop")
                .bind("shop", shop)
                .mapTo(String.class)
                .list());
    }

    /// One variant of each product in a collection, in the order of the products' ids.
    List<ShopVariant> productsOf(String shop, String collection, long after, int most) {
        return store.with(h -> h.createQuery("select v.doc from"
                        + " (select product, min(item) item from collected where shop = :shop and title = :title"
                        + " and product > :after group by product order by product limit :most) c"
                        + " join variant v on v.shop = :shop and v.item = c.item order by c.product")
                .bind("shop", shop)
                .bind("after", after)
                .bind("title", collection)
                .bind("most", most)
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, ShopVariant.class))
                .list());
    }

    int productCount(String shop, String collection) {
        return store.with(h -> h.createQuery(
                        "select count(distinct product) from collected where shop = :shop and title = :title")
                .bind("shop", shop)
                .bind("title", collection)
                .mapTo(Integer.class)
                .one());
    }

    /// @param from the lowest id of a variant
    /// @param to the highest one
    long variantCount(String shop, long from, long to) {
        return store.with(h -> h.createQuery(
                        "select count(*) from variant" + " where shop = :shop and variant >= :from and variant <= :to")
                .bind("shop", shop)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .one());
    }

    /// Adds variants that are new, with their levels, in three statements' batches.
    ///
    /// @param stocked the levels' ids are not looked at
    void add(String shop, List<Stocked> stocked) {
        store.use(h -> {
            var variants = h.prepareBatch("insert into variant (shop, item, variant, sku, doc) values (?, ?, ?, ?, ?)");
            var levels = h.prepareBatch("insert into level (shop, n, item, location, id, available, active, updated)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)");
            long n = levelCount(shop);
            long id = store.number(
                    stocked.stream().mapToInt(it -> it.levels().size()).sum());
            for (var each : stocked) {
                var variant = each.variant();
                variants.add(shop, variant.item(), variant.id(), variant.sku(), SimulatorJson.text(variant));
                for (var level : each.levels()) {
                    n++;
                    levels.add(
                            shop,
                            n,
                            level.item(),
                            level.location(),
                            Ids.level(id++),
                            level.available().isPresent() ? level.available().getAsInt() : null,
                            level.active(),
                            level.updated().getEpochSecond());
                }
            }
            variants.execute();
            collect(h, shop, stocked.stream().map(Stocked::variant).toList());
            if (levels.size() > 0) {
                levels.execute();
            }
        });
    }

    List<ShopLevel> levels(String shop, long item) {
        return store.with(
                h -> h.createQuery("select * from level where shop = :shop and item = :item order by location")
                        .bind("shop", shop)
                        .bind("item", item)
                        .map((row, _) -> level(row))
                        .list());
    }

    Optional<ShopLevel> level(String shop, long item, long location) {
        return levels(shop, item).stream()
                .filter(level -> level.location() == location)
                .findFirst();
    }

    /// In the order of the items.
    List<ShopLevel> levelsAt(String shop, long location, long afterItem, Instant updatedFrom, int limit) {
        return store.with(h -> h.createQuery("select * from level where shop = :shop and location = :location"
                        + " and item > :after and updated >= :from order by item limit :limit")
                .bind("shop", shop)
                .bind("location", location)
                .bind("after", afterItem)
                .bind("from", updatedFrom.getEpochSecond())
                .bind("limit", limit)
                .map((row, _) -> level(row))
                .list());
    }

    /// @param n from 1 to [#levelCount]
    Optional<ShopLevel> levelByNumber(String shop, long n) {
        return store.with(h -> h.createQuery("select * from level where shop = :shop and n = :n")
                .bind("shop", shop)
                .bind("n", n)
                .map((row, _) -> level(row))
                .findOne());
    }

    long levelCount(String shop) {
        return store.with(h -> h.createQuery("select n from level where shop = :shop order by n desc limit 1")
                .bind("shop", shop)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /// Makes the level, or gives it another quantity, time and activity.
    ShopLevel put(String shop, long item, long location, OptionalInt available, boolean active, Instant updated) {
        return store.with(
                h -> h.createQuery("insert into level (shop, n, item, location, id, available, active, updated)"
                                + " values (:shop, :n, :item, :location, :id, :available, :active, :updated)"
                                + " on conflict (shop, item, location) do update set available = excluded.available,"
                                + " active = excluded.active, updated = excluded.updated returning *")
                        .bind("shop", shop)
                        .bind("n", levelCount(shop) + 1)
                        .bind("item", item)
                        .bind("location", location)
                        .bind("id", Ids.level(store.number(1)))
                        .bind("available", available.isPresent() ? available.getAsInt() : null)
                        .bind("active", active)
                        .bind("updated", updated.getEpochSecond())
                        .map((row, _) -> level(row))
                        .one());
    }

    /// What a level that is there holds beside what is available.
    void put(String shop, long item, long location, int committed, int incoming) {
        store.use(h -> h.execute(
                "update level set committed = ?, incoming = ? where shop = ? and item = ? and location = ?",
                committed,
                incoming,
                shop,
                item,
                location));
    }

    private static ShopLevel level(ResultSet row) throws SQLException {
        int units = row.getInt("available");
        var available = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(units);
        return new ShopLevel(
                row.getLong("item"),
                row.getLong("location"),
                row.getLong("id"),
                available,
                row.getInt("committed"),
                row.getInt("incoming"),
                row.getBoolean("active"),
                Instant.ofEpochSecond(row.getLong("updated")));
    }
}
