package io.stockrule.shopify.admin;

import io.stockrule.shopify.admin.PatientShopify.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks for variants by their names, that is, whether they are there. A search may overlook one; this does not.
public final class VariantNames {
    /// Most ids in a list (https://shopify.dev/docs/api/usage/limits).
    public static final int MOST_AT_ONCE = 250;

    private final PatientShopify shopify;
    private final Budget budget;

    public VariantNames(PatientShopify shopify) {
        this.shopify = shopify;
        this.budget = shopify.budget(MOST_AT_ONCE, 1);
    }

    /// Those of the variants that Shopify does not have.
    public List<Long> unknown(List<Long> variantIds) throws Stopped, InterruptedException {
        var gone = new ArrayList<Long>();
        for (int from = 0; from < variantIds.size(); ) {
            var rest = variantIds.subList(from, variantIds.size());
            var answer = shopify.ask(
                    budget,
                    Documents.KNOWN_NODES,
                    rest.size(),
                    items -> Map.of(
                            "ids",
                            rest.subList(0, items).stream().map(Gid::variant).toList()));
            var nodes = answer.data().path("nodes");
            if (nodes.size() != answer.items()) {
                throw Stopped.unreadable(new IllegalArgumentException("not one node per id"));
            }
            for (int i = 0; i < nodes.size(); i++) {
                if (nodes.path(i).isNull()) {
                    gone.add(rest.get(i));
                }
            }
            from += answer.items();
        }
        return gone;
    }
}
