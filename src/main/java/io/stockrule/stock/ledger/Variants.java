package io.stockrule.stock.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.stockrule.database.LongStatements;
import io.stockrule.database.SearchWords;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.MetafieldTexts;
import io.stockrule.stock.StockChanged;
import io.stockrule.stock.VariantsMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// The variants that a merchant has made known.
@ApplicationScoped
public class Variants {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private static final String KNOWN = """
            (v.inventory_item_id, v.sku, v.title, v.vendor, v.product_type, v.tags, v.barcode, v.collections,
                v.collection_ids, v.keeps_selling, v.product_id, v.product_status, v.bundle, v.gift_card, v.metafields, v.gone_at)
            """;

    /// Whoever knows only the variant leaves what is known of its product.
    private static final String TOLD = """
            (n.inventory_item_id, n.sku, n.title, n.vendor, n.product_type, n.tags, n.barcode, n.collections,
                case when n.product_id is null then v.collection_ids else n.collection_ids end, n.keeps_selling,
                coalesce(n.product_id, v.product_id), coalesce(nullif(n.product_status, ''), v.product_status),
                case when n.product_id is null then v.bundle else n.bundle end,
                case when n.product_id is null then v.gift_card else n.gift_card end, <metafields>, null)
            """;

    /// What is said in metafields goes to what is known, as two may have been asked for different ones; what no profile
    /// looks at any more goes away with that, so that it is not taken for news when one does again.
    private static final String METAFIELDS =
            """
            case
                when n.product_id is null or n.metafields is null and (select names from wanted) <> '{}'
                    then v.metafields
                when n.metafields is null then null
                else jsonb_build_object(
                    'product', <product>, 'own', <own>)
            end
            """.replace("<product>", merged("product")).replace("<own>", merged("own"));

    private static String merged(String whose) {
        return """
                (select coalesce(jsonb_object_agg(m.key, m.value), '{}')
                from jsonb_each(coalesce(v.metafields -> '<whose>', '{}') || (n.metafields -> '<whose>')) m
                where m.key = any((select names from wanted)::text[]))
                """.replace("<whose>", whose);
    }

    /// Rows that are as told are left out before they would be locked, which costs as much as writing them.
    private static final String WRITE = """
            with wanted as (
                select coalesce(array_agg(distinct name), '{}') names from profile_metafield
                where merchant_id = :merchant
            ), written as (
                insert into variant as v (merchant_id, shop_id, variant_id, inventory_item_id, sku, title,
                    vendor, product_type, tags, barcode, collections, collection_ids, keeps_selling,
                    product_id, product_status, bundle, gift_card, metafields)
                select :merchant, :shop, n.* from jsonb_to_recordset(:variants::jsonb) n(
                    variant_id bigint, inventory_item_id bigint, sku text, title text, vendor text,
                    product_type text, tags text[], barcode text, collections text[],
                    collection_ids bigint[], keeps_selling boolean, product_id bigint, product_status text,
                    bundle boolean, gift_card boolean, metafields jsonb)
                left join lateral (
                    select * from variant r
                    where (r.merchant_id, r.shop_id, r.variant_id) = (:merchant, :shop, n.variant_id)
                    offset 0) v on true
                where v.variant_id is null or <known> is distinct from <told>
                order by n.variant_id
                on conflict (merchant_id, shop_id, variant_id) do update
                set (inventory_item_id, sku, title, vendor, product_type, tags, barcode, collections,
                        collection_ids, keeps_selling, product_id, product_status, bundle, gift_card, metafields, gone_at)
                    = <excluded>
                where <known> is distinct from <excluded> and (v.gone_at is null or v.gone_at <= :asked)
                returning new.inventory_item_id, new.vendor, new.product_type, new.tags, new.collections,
                    old.gone_at is not null
                        or old.inventory_item_id is distinct from new.inventory_item_id registered,
                    (old.collection_ids, old.sku) is distinct from (new.collection_ids, new.sku)
                        and (old.collection_ids <> '{}' or new.collection_ids <> '{}') moved
            ), named as (
                insert into known_text
                select distinct :merchant, kind, text
                from (select distinct vendor, product_type, tags, collections from written) alike
                cross join lateral (values
                    ('VENDOR', array[vendor]), ('PRODUCT_TYPE', array[product_type]),
                    ('TAG', tags), ('COLLECTION', collections)
                ) named (kind, texts)
                cross join lateral unnest(texts) text
                where text <> '' and length(text) <= 200
                order by kind, text
                on conflict do nothing
            )
            select inventory_item_id, registered, moved from written
            """.replace("<known>", KNOWN)
            .replace("<told>", told())
            .replace("<excluded>", told().replace("n.", "excluded."));

    private static String told() {
        return TOLD.replace("<metafields>", METAFIELDS);
    }

    /// Within the time for which an import is its replica's own while nothing is heard of it.
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(20);

    private final Jdbi database;
    private final StockLedger ledger;
    private final InstantSource time;
    private final Event<StockChanged> changed;
    private final Event<VariantsMoved> moved;

    Variants(
            Jdbi database,
            StockLedger ledger,
            InstantSource time,
            Event<StockChanged> changed,
            Event<VariantsMoved> moved) {
        this.database = database;
        this.ledger = ledger;
        this.time = time;
        this.changed = changed;
        this.moved = moved;
    }

    /// Adds variants or replaces what was known of them. The stock of an item new to the shop is asked of
    /// Shopify.
    ///
    /// @param variants each of them once
    @Transactional
    public void register(long merchantId, long shopId, List<Variant> variants) {
        var written = database.withHandle(handle -> write(handle, merchantId, shopId, variants, time.instant()));
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
        if (written.stream().anyMatch(Written::moved)) {
            moved.fire(new VariantsMoved(merchantId, shopId));
        }
    }

    /// @param registered the item is new to the variant, or the variant had been gone
    /// @param moved it is in other collections than before, or has another SKU and is in some
    record Written(ItemKey item, boolean registered, boolean moved) {}

    /// Unchanged ones are not written and not returned, nor those that went after Shopify was asked.
    ///
    /// @param askedAt our time just before that
    static List<Written> write(Handle handle, long merchantId, long shopId, List<Variant> variants, Instant askedAt) {
        var written = new ArrayList<>(writeRows(handle, merchantId, shopId, variants, askedAt));
        BundleParts.write(handle, merchantId, shopId, variants)
                .forEach(item -> written.add(new Written(new ItemKey(merchantId, shopId, item), false, false)));
        return written;
    }

    private static List<Written> writeRows(
            Handle handle, long merchantId, long shopId, List<Variant> variants, Instant askedAt) {
        return handle.createQuery(WRITE)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("variants", json(variants))
                .bind("asked", askedAt)
                .map((row, _) -> new Written(
                        new ItemKey(merchantId, shopId, row.getLong(1)), row.getBoolean(2), row.getBoolean(3)))
                .list();
    }

    /// Shopify no longer has these. Their listings are decided once more, and say so.
    @Transactional
    public void gone(long merchantId, long shopId, Collection<Long> variantIds) {
        if (variantIds.isEmpty()) {
            return;
        }
        var items = database.withHandle(handle -> handle.createQuery("""
                        update variant v set gone_at = :now
                        from (
                            select k.id from (select * from unnest(:ids) order by 1) k(id)
                            cross join lateral (
                                select variant_id from variant r
                                where (r.merchant_id, r.shop_id, r.variant_id) = (:merchant, :shop, k.id)
                                    and r.gone_at is null
                                for update) locked) k
                        where (v.merchant_id, v.shop_id, v.variant_id) = (:merchant, :shop, k.id)
                        returning v.inventory_item_id
                        """)
                .bind("now", time.instant())
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("ids", Long.class, variantIds)
                .map((row, _) -> new ItemKey(merchantId, shopId, row.getLong(1)))
                .set());
        if (!items.isEmpty()) {
            changed.fire(new StockChanged(items));
        }
    }

    /// @param goneSince since when it is known that Shopify has it no more; empty if it has it
    public record Known(Variant variant, Optional<Instant> goneSince) {}

    /// What is null does not restrict them.
    ///
    /// @param text words of the SKU or the title, whatever their case and order
    /// @param vendor exactly, as are the others
    /// @param collection its title
    public record Sought(
            @Nullable String text,
            @Nullable String vendor,
            @Nullable String productType,
            @Nullable String tag,
            @Nullable String collection) {
        public static final Sought ALL = new Sought(null, null, null, null, null);
    }

    /// In the order of their ids.
    @Transactional
    public List<Known> list(long merchantId, long shopId, Sought sought, long after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from variant
                        where merchant_id = :merchant and shop_id = :shop and variant_id > :after
                            and sku || ' ' || title ilike all (:patterns)
                            and (:vendor::text is null or vendor = :vendor)
                            and (:type::text is null or product_type = :type)
                            and (:tag::text is null or :tag = any(tags))
                            and (:collection::text is null or :collection = any(collections))
                        order by variant_id limit :limit
                        """)
                .bindArray(
                        "patterns", String.class, SearchWords.of(sought.text()).patterns())
                .bind("vendor", sought.vendor())
                .bind("type", sought.productType())
                .bind("tag", sought.tag())
                .bind("collection", sought.collection())
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Known(
                        variant(row),
                        Optional.ofNullable(row.getObject("gone_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list());
    }

    /// Those that there are.
    List<Variant> ofProducts(long merchantId, long shopId, Collection<Long> products) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from variant
                        where merchant_id = :merchant and shop_id = :shop and product_id = any(:products)
                            and gone_at is null
                        """)
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("products", Long.class, products)
                .map((row, _) -> variant(row))
                .list());
    }

    /// Reads all variants of the shop, of which there may be a million.
    ///
    /// @throws UnableToExecuteStatementException where that takes too long
    @Transactional
    public LeftOut leftOut(long merchantId, long shopId) {
        return database.withHandle(handle -> {
            LongStatements.allow(handle, LONGEST_STATEMENT);
            return handle.createQuery("""
                            select
                                count(*) filter (where v.sku = '') without_sku,
                                count(*) filter (where v.sku <> '' and v.of_sku > 1) with_shared_sku,
                                count(*) filter (where v.gift_card) gift_cards,
                                count(*) filter (where not i.tracked) uncounted
                            from (
                                select shop_id, inventory_item_id, sku, gift_card, count(*) over (partition by sku) of_sku
                                from variant
                                where merchant_id = :merchant and shop_id = :shop and gone_at is null) v
                            left join inventory_item i on i.merchant_id = :merchant
                                and (i.shop_id, i.inventory_item_id) = (v.shop_id, v.inventory_item_id)
                            """)
                    .bind("merchant", merchantId)
                    .bind("shop", shopId)
                    .map((row, _) -> new LeftOut(
                            row.getLong("without_sku"),
                            row.getLong("with_shared_sku"),
                            row.getLong("gift_cards"),
                            row.getLong("uncounted")))
                    .one();
        });
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
                List.of((Long[]) row.getArray("collection_ids").getArray()),
                row.getBoolean("keeps_selling"),
                row.getObject("product_id", Long.class),
                row.getString("product_status"),
                row.getBoolean("bundle"),
                row.getBoolean("gift_card"),
                List.of(),
                metafields(row.getString("metafields")));
    }

    private static @Nullable MetafieldTexts metafields(@Nullable String json) {
        return json == null ? null : MetafieldTexts.read(json);
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
