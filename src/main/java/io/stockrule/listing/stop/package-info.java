/// Listings that a person has stopped ([Stops]): they go to 0 on Amazon and stay in their list until they
/// are resumed, or leave it when Amazon shows the 0.
@NullMarked
package io.stockrule.listing.stop;

import org.jspecify.annotations.NullMarked;
