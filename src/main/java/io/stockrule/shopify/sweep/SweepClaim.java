package io.stockrule.shopify.sweep;

import io.stockrule.shopify.ShopKey;
import java.time.Instant;

/// A shop that the caller may sweep until its lease ends.
///
/// @param fence number of the lease
/// @param sweptTo what changed before is known
record SweepClaim(ShopKey shop, long fence, Instant sweptTo) {}
