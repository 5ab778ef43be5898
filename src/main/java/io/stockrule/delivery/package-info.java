/// Numbers on their way to Amazon: one row per target, from decided over sent and accepted to effective.
///
/// The port [Marketplace] is what this feature needs of Amazon; the feature `amazon` implements it.
@NullMarked
package io.stockrule.delivery;

import org.jspecify.annotations.NullMarked;
