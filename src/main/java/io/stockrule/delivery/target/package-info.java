/// One target's life: a number is wanted, waits, leaves, lands and is read back, one step after another ([Delivery]).
/// Its row in the database is [DeliveryTable]. What its parts tell: the queue ([Queued], [Urgency]), the request under
/// way ([Flight]), the last number that Amazon got ([Sent]), what Amazon showed ([Seen]), and what stands in the way of
/// a number: [Held] with a wave, an offer turned ([Flip]) or not for sale ([Sale]).
@NullMarked
package io.stockrule.delivery.target;

import org.jspecify.annotations.NullMarked;
