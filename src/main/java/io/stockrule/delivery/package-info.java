/// Numbers on their way to Amazon: one row per target, from decided over sent and accepted to effective.
///
/// What is wanted comes in as `wish`; what this feature needs of Amazon is the port `marketplace`; large accounts are
/// looked at by `catalogue`. One target's life is [Delivery].
@NullMarked
package io.stockrule.delivery;

import org.jspecify.annotations.NullMarked;
