/// Where Amazon says that an account sells ([Participations]): lists and reports for other marketplaces are refused,
/// as Amazon takes no number there. As long as Amazon has not told, any marketplace of the account's region will do.
///
/// Amazon is asked by `delivery.check`.
@NullMarked
package io.stockrule.listing.participation;

import org.jspecify.annotations.NullMarked;
