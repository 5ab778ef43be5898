/// What people and files set for single listings, over what their profiles say: pins, caps and more
/// reserve, each with its reason, its author and perhaps an end. [ListingOverrides] keeps them and
/// marks the targets that have to be decided anew; that one comes to its end is for whoever decides to
/// see, as a date is that a profile names.
@NullMarked
package io.stockrule.listing.override;

import org.jspecify.annotations.NullMarked;
