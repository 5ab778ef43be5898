/// Whether an Amazon account's connection is complete, as a merchant asks for it: what Amazon grants, where
/// the seller sells, and what the application may do ([AccountCheck]). Nothing is changed at Amazon.
///
/// Where the seller sells is asked of Amazon every day besides ([ParticipationWorker]), so that no list is made for a
/// marketplace in which Amazon takes no number.
@NullMarked
package io.stockrule.delivery.check;

import org.jspecify.annotations.NullMarked;
