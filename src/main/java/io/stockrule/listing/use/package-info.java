/// Which Selling Lists follow which Global Profile.
@NullMarked
package io.stockrule.listing.use;

import org.jspecify.annotations.NullMarked;
