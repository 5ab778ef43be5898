/// The words everyone shares: stock levels per warehouse, the facts of a listing, and what a profile decides
/// about them.
///
/// Start with [ListingFacts] (what a profile is asked about) and [Decision] (what it answers). [StockFacts] is what is
/// known of variants when they are decided. How that came to be known is the part `ledger`.
@NullMarked
package io.stockrule.stock;

import org.jspecify.annotations.NullMarked;
