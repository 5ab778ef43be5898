/// The words everyone shares: stock levels per warehouse, the facts of a listing, and what a profile decides about
/// them.
///
/// Start with [ListingFacts] (what a profile is asked about) and [Decision] (what it answers). The ledger of stock
/// levels
/// keeps the newest number per inventory item and warehouse. This package uses no other feature.
@NullMarked
package io.stockrule.stock;

import org.jspecify.annotations.NullMarked;
