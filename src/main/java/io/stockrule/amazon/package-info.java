/// Implements [io.stockrule.delivery.Marketplace] with Amazon's Selling Partner API.
///
/// The only home of Amazon's types and protocol: access tokens, the Listings Items API, marketplace ids.
@NullMarked
package io.stockrule.amazon;

import org.jspecify.annotations.NullMarked;
