/// How things stand: [ListingViews] reads listings with their decisions and numbers, [ListingFinder] finds them by what
/// they are and how they stand, [ListingTally] counts them, [ListingChanges] tells those who watch some of them what
/// changes, and [Explanations] says why a number is what it is, with the statements of its profile that [StepOrigins]
/// finds.
///
/// The page at `/` is made of these over HTTP (`src/main/resources/web`).
@NullMarked
package io.stockrule.sync.view;

import org.jspecify.annotations.NullMarked;
