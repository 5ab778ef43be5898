/// What `/q/health` says of sending: whether numbers arrive in time, whether Amazon answers, and which accounts cannot
/// send.
@NullMarked
package io.stockrule.delivery.health;

import org.jspecify.annotations.NullMarked;
