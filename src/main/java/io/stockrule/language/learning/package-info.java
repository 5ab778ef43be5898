/// From what an old tool listed to the shortest profile that explains it.
///
/// Read it in the order it runs: [Learning] puts the [OldListing]s together as [Situations],
/// [ProfileSearch] has [Evidence] see them under each selection of warehouses, takes from
/// [SellableVotes] how sellable units may have come about, from [BaseSearch] the quantity with its cap
/// and minimum, and from [ExceptionSearch] the one exception that explains most of what is left. The
/// search counts by itself, as it counts often; a [Proposal] is weighed by what the
/// [io.stockrule.language.meaning.Interpreter] really decides, and [Latitude] says which of its numbers
/// the listings leave open. [Weighing] is what shortest means.
@NullMarked
package io.stockrule.language.learning;

import org.jspecify.annotations.NullMarked;
