package io.stockrule.shopify.importing;

import io.stockrule.shopify.ShopKey;

/// An import that the caller may go on with until its lease ends.
///
/// @param fence number of the lease
/// @param lastVariantId all up to this one are in
/// @param begun whether anything was read before
record ImportClaim(ShopKey shop, long importId, long fence, long lastVariantId, boolean begun) {}
