/// Where a listing stands: its [ListingStatus], which says where it is on its way, and its [ListingStanding], in which
/// a merchant recognises it at a glance. [ListingStates] keeps both in the database, for search and for counting.
@NullMarked
package io.stockrule.listing.state;

import org.jspecify.annotations.NullMarked;
