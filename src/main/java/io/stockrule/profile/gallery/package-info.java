/// Profiles to begin with: the examples that the service brings along.
@NullMarked
package io.stockrule.profile.gallery;

import org.jspecify.annotations.NullMarked;
