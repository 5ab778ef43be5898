package io.stockrule.simulator.shopify;

import java.util.List;

/// A variant with its levels, as they stand.
record Stocked(ShopVariant variant, List<ShopLevel> levels) {}
