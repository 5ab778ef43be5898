/// How fast Amazon may be called, by all replicas together: for one account ([Pace]), and for all accounts
/// of one application ([ApplicationPace]); and how long to wait before trying again ([Backoff]).
@NullMarked
package io.stockrule.delivery.pace;

import org.jspecify.annotations.NullMarked;
