package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.ledger.BundlePart;
import io.stockrule.stock.ledger.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what bundles are made of. There are few in most shops, so it is not asked of every variant.
public final class BundleReader {
    /// Most parts of a bundle
    /// (https://shopify.dev/docs/apps/build/product-merchandising/bundles/add-variant-fixed-bundle).
    private static final int PARTS = 30;

    private final PatientShopify shopify;
    private final Budget budget;

    public BundleReader(PatientShopify shopify) {
        this.shopify = shopify;
        double bundle = 3 + PARTS * 2; // itself, connection of 2, and each part with its variant
        this.budget = shopify.budget((int) (990 / bundle), bundle);
    }

    /// The same variants, and of the bundles among them what they are made of. One that was deleted meanwhile, or is
    /// made of more than Shopify tells, is a bundle of nothing known.
    ///
    /// @param isBundle of each of them, in their order
    public List<Variant> complete(List<Variant> variants, List<Boolean> isBundle) throws Stopped, InterruptedException {
        var bundles = new ArrayList<String>();
        for (int i = 0; i < variants.size(); i++) {
            if (isBundle.get(i)) {
                bundles.add(Gid.variant(variants.get(i).variantId()));
            }
        }
        if (bundles.isEmpty()) {
            return variants;
        }
        var parts = read(bundles);
        var complete = new ArrayList<Variant>();
        for (int i = 0; i < variants.size(); i++) {
            var variant = variants.get(i);
            complete.add(
                    isBundle.get(i) ? variant.bundleOf(parts.getOrDefault(variant.variantId(), List.of())) : variant);
        }
        return complete;
    }

    private Map<Long, List<BundlePart>> read(List<String> bundles) throws Stopped, InterruptedException {
        var found = new HashMap<Long, List<BundlePart>>();
        for (int from = 0; from < bundles.size(); ) {
            var rest = bundles.subList(from, bundles.size());
            var answer = shopify.ask(
                    budget,
                    Documents.BUNDLE_PARTS,
                    rest.size(),
                    items -> Map.of("ids", List.copyOf(rest.subList(0, items))));
            try {
                for (var node : answer.data().path("nodes")) {
                    if (!node.isNull()) {
                        found.put(Gid.number("ProductVariant", node.path("id").asText()), parts(node));
                    }
                }
            } catch (IllegalArgumentException e) {
                throw Stopped.unreadable(e);
            }
            from += answer.items();
        }
        return found;
    }

    private static List<BundlePart> parts(JsonNode bundle) {
        var components = bundle.path("productVariantComponents");
        if (components.at("/pageInfo/hasNextPage").asBoolean()) {
            return List.of();
        }
        var parts = new ArrayList<BundlePart>();
        components.path("nodes").forEach(node -> parts.add(part(node)));
        return parts;
    }

    private static BundlePart part(JsonNode node) {
        return part(
                node.at("/productVariant/id").asText(), node.path("quantity").asLong());
    }

    /// @param variant its global id
    /// @throws IllegalArgumentException if it is none
    public static BundlePart part(String variant, long quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("%d of %s in a bundle".formatted(quantity, variant));
        }
        return new BundlePart(Gid.number("ProductVariant", variant), quantity);
    }
}
