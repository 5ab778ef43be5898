package io.stockrule.shopify.catalogue;

import io.stockrule.shopify.ShopKey;

/// A shop that the caller may ask about what is in doubt until its lease ends.
///
/// @param fence number of the lease
record CatalogueClaim(ShopKey shop, long fence) {}
