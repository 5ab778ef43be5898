package io.stockrule.shopify.leaving;

import io.stockrule.shopify.ShopKey;

/// A shop whose leftovers the caller may delete until its lease ends.
///
/// @param fence number of the lease
record DeletionClaim(ShopKey shop, long fence) {}
