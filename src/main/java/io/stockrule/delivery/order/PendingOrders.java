package io.stockrule.delivery.order;

import static java.util.stream.Collectors.groupingBy;

import io.stockrule.database.Columns;
import io.stockrule.delivery.order.OrderedUnits.Taken;
import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What was ordered on Amazon and Shopify does not know yet, for whoever decides. The orders of every
/// account that is switched on count against all listings of a variant: they sell the same goods.
@ApplicationScoped
public class PendingOrders {
    /// Merchants who have nothing subtracted cost no look at their variants.
    private static final String UNITS = """
            with concerned as materialized (
                select k.* from unnest(:merchants, :shops, :variants) k(merchant_id, shop_id, variant_id)
                where k.merchant_id in (select merchant_id from amazon_account where subtract_orders)),
            sold as materialized (
                select v.merchant_id, v.shop_id, v.variant_id, v.inventory_item_id, v.bundle
                from concerned k cross join lateral (
                    select * from variant v
                    where (v.merchant_id, v.shop_id, v.variant_id) = (k.merchant_id, k.shop_id, k.variant_id)
                    offset 0) v),
            made as (
                select merchant_id, shop_id, variant_id, inventory_item_id, 1::bigint each from sold where not bundle
                union all
                select v.merchant_id, v.shop_id, v.variant_id, pv.inventory_item_id, p.quantity
                from sold v
                cross join lateral (
                    select * from bundle_part p
                    where (p.merchant_id, p.shop_id, p.bundle_id) = (v.merchant_id, v.shop_id, v.variant_id)
                    offset 0) p
                cross join lateral (
                    select inventory_item_id from variant pv
                    where (pv.merchant_id, pv.shop_id, pv.variant_id) = (p.merchant_id, p.shop_id, p.part_id)
                    offset 0) pv
                where v.bundle)
            select m.merchant_id, m.shop_id, m.variant_id, m.each, o.units, o.orders
            from made m
            cross join lateral (
                select sum(p.units)::bigint units,
                    trim_array(
                        array_agg(p.order_id order by p.placed_at, p.order_id),
                        greatest(0, count(*)::integer - 20)) orders
                from order_part p
                join amazon_account a on a.merchant_id = p.merchant_id and a.amazon_account_id = p.amazon_account_id
                where p.merchant_id = m.merchant_id and p.shop_id = m.shop_id
                    and p.inventory_item_id = m.inventory_item_id
                    and p.ended is null and p.expires_at - :now > interval '0' -- found by its item, not by its time
                    and a.subtract_orders) o
            where o.units > 0
            """;

    private final Jdbi database;
    private final InstantSource time;

    PendingOrders(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    private record Row(VariantKey variant, Taken taken, List<String> orders) {}

    /// One statement, whatever the number of variants. To be asked before the stock: what ends meanwhile is
    /// then counted once too often, and the change that ended it has it decided again.
    ///
    /// @return those of the variants of which something was ordered
    public Map<VariantKey, OrderedUnits> of(Collection<VariantKey> variants) {
        if (variants.isEmpty()) {
            return Map.of();
        }
        Map<VariantKey, List<Row>> rows = database
                .withHandle(handle -> Columns.of(Set.copyOf(variants))
                        .longs("merchants", VariantKey::merchantId)
                        .longs("shops", VariantKey::shopId)
                        .longs("variants", VariantKey::variantId)
                        .bindTo(handle.createQuery(UNITS))
                        .bind("now", time.instant())
                        .map((RowView row) -> read(row))
                        .list())
                .stream()
                .collect(groupingBy(Row::variant));
        var ordered = new HashMap<VariantKey, OrderedUnits>();
        rows.forEach((variant, taken) -> ordered.put(
                variant,
                new OrderedUnits(
                        taken.stream().map(Row::taken).toList(),
                        taken.stream()
                                .flatMap(row -> row.orders().stream())
                                .distinct()
                                .toList())));
        return ordered;
    }

    private static Row read(RowView row) {
        return new Row(
                new VariantKey(
                        row.getColumn("merchant_id", Long.class),
                        row.getColumn("shop_id", Long.class),
                        row.getColumn("variant_id", Long.class)),
                new Taken(row.getColumn("each", Long.class), row.getColumn("units", Long.class)),
                List.of(row.getColumn("orders", String[].class)));
    }
}
