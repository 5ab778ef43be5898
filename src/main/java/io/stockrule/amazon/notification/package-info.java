/// Implements [io.stockrule.delivery.marketplace.Notifications] with Amazon's Notifications API: destinations with the
/// application's own token, which no seller has granted, and subscriptions with the seller's.
@NullMarked
package io.stockrule.amazon.notification;

import org.jspecify.annotations.NullMarked;
