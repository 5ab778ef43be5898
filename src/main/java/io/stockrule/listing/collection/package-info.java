/// Selling Lists that follow collections of a shop. `FollowWorker` looks which lists may have other members now, or
/// have
/// not been looked at for long; `Following` gives a list the members that its collections have, part by part;
/// `FollowOutlook` tells beforehand what would become of them.
@NullMarked
package io.stockrule.listing.collection;

import org.jspecify.annotations.NullMarked;
