/// Numbers on their way to Amazon: one row per target, from decided over sent and accepted to effective.
///
/// What is wanted comes in as `wish`; what this feature needs of Amazon is the port `marketplace`. Numbers leave one by
/// one ([Sender]) at the `pace` that Amazon allows, and of long queues by thousands, in a `feed`; `wave` holds those
/// that move together. What Amazon shows is read twenty at a time ([Reader]), and of large accounts by reports, in
/// `catalogue`; what others have written there is told from our own by `change`. What failed is queued again by
/// `recovery`. One target's life is the part `target`.
@NullMarked
package io.stockrule.delivery;

import org.jspecify.annotations.NullMarked;
