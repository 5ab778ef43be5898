package io.stockrule.stock;

import java.util.Set;

/// The states that Shopify has a product in: `ProductStatus` of the Admin API 2026-10.
public final class ProductStates {
    public static final Set<String> ALL = Set.of("ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED");

    /// As merchants write them.
    public static final Set<String> WRITTEN = Set.of("active", "draft", "archived", "unlisted");

    private ProductStates() {}
}
