package io.stockrule.shopify.catalogue;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.admin.Budget;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.shopify.admin.VariantNames;
import io.stockrule.stock.ledger.VariantIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Finds variants that a shop has no more, which leave no trace there. Where it has fewer than are known, the range of
/// ids is halved and counted until those that are left can be asked for by name: a few questions, whatever its size.
final class GoneFinder {
    private final PatientShopify shopify;
    private final VariantIds variants;
    private final ShopKey shop;
    private final Budget counts;
    private final VariantNames names;
    private final List<Long> gone = new ArrayList<>();

    GoneFinder(PatientShopify shopify, VariantIds variants, ShopKey shop) {
        this.shopify = shopify;
        this.variants = variants;
        this.shop = shop;
        this.counts = shopify.budget(1, 5);
        this.names = new VariantNames(shopify);
    }

    /// @param all how many variants the shop has
    List<Long> find(long all) throws Stopped, InterruptedException {
        if (all < variants.count(shop.merchantId(), shop.shopId())) {
            find(range(1, Long.MAX_VALUE));
        }
        return List.copyOf(gone);
    }

    private void find(VariantIds.Range range) throws Stopped, InterruptedException {
        if (range.variants() <= VariantNames.MOST_AT_ONCE) {
            gone.addAll(names.unknown(variants.ids(shop.merchantId(), shop.shopId(), range.lowest(), range.highest())));
            return;
        }
        for (var half : List.of(range(range.lowest(), range.middle()), range(range.middle() + 1, range.highest()))) {
            if (half.variants() > 0 && count(half.lowest(), half.highest()) < half.variants()) {
                find(half);
            }
        }
    }

    private VariantIds.Range range(long from, long to) {
        return variants.range(shop.merchantId(), shop.shopId(), from, to);
    }

    private long count(long from, long to) throws Stopped, InterruptedException {
        var filter = "id:>=%d AND id:<=%d".formatted(from, to);
        return shopify.ask(counts, Documents.VARIANT_COUNT, 1, _ -> Map.of("filter", filter))
                .data()
                .at("/productVariantsCount/count")
                .asLong();
    }
}
