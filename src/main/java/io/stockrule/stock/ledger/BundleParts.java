package io.stockrule.stock.ledger;

import io.stockrule.database.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Which variants are made of which others.
final class BundleParts {
    private BundleParts() {}

    private record Row(long bundle, BundlePart part) {}

    /// What these variants are made of, in place of what was known. Of one that is known without its product nothing is
    /// said of that.
    ///
    /// @return inventory item ids of those that are made of something else now
    static Set<Long> write(Handle handle, long merchantId, long shopId, List<Variant> variants) {
        var known = new ArrayList<Long>();
        var rows = new ArrayList<Row>();
        for (var variant : variants) {
            if (variant.productId() != null) {
                known.add(variant.variantId());
                variant.parts().forEach(part -> rows.add(new Row(variant.variantId(), part)));
            }
        }
        if (known.isEmpty()) {
            return Set.of();
        }
        return Columns.of(rows)
                .longs("bundles", Row::bundle)
                .longs("parts", row -> row.part().variantId())
                .longs("quantities", row -> row.part().quantity())
                .bindTo(handle.createQuery("""
                        with given as (
                            select * from unnest(:bundles, :parts, :quantities) g(bundle_id, part_id, quantity)
                        ), removed as (
                            delete from bundle_part p
                            where merchant_id = :merchant and shop_id = :shop and bundle_id = any(:known)
                                and not exists (
                                    select from given g where (g.bundle_id, g.part_id) = (p.bundle_id, p.part_id))
                            returning bundle_id
                        ), added as (
                            insert into bundle_part as p (merchant_id, shop_id, bundle_id, part_id, quantity)
                            select :merchant, :shop, bundle_id, part_id, quantity from given order by 3, 4
                            on conflict (merchant_id, shop_id, bundle_id, part_id) do update
                            set quantity = excluded.quantity where p.quantity <> excluded.quantity
                            returning bundle_id
                        )
                        select v.inventory_item_id
                        from (select bundle_id from removed union select bundle_id from added) changed
                        join variant v on v.merchant_id = :merchant and v.shop_id = :shop
                            and v.variant_id = changed.bundle_id
                        """))
                .bind("merchant", merchantId)
                .bind("shop", shopId)
                .bindArray("known", Long.class, known)
                .mapTo(Long.class)
                .set();
    }
}
