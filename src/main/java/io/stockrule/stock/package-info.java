/// The words everyone shares: stock levels per warehouse, the facts of a listing, and what a profile decides
/// about them.
///
/// Start with [ListingFacts] (what a profile is asked about) and [Decision] (what it answers). [StockLedger] takes
/// reports of stock levels, [Level] says what a report changes, [Rereads] which items are in doubt and asked of Shopify
/// again, and [StockFacts] what is known of variants when they are decided.
@NullMarked
package io.stockrule.stock;

import org.jspecify.annotations.NullMarked;
