/// What a profile does whatever the stock. The interpreter changes its mind only at the [BreakPoints], so
/// [Examination] tries these, for each [ListingCase] that the conditions can tell apart, along each [StockLine] on
/// which one level runs while the others stand. [IdleExceptions] tells what comes of it.
@NullMarked
package io.stockrule.language.proof;

import org.jspecify.annotations.NullMarked;
