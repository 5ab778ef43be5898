/// Turns change into delivery: finds the targets that are stale, decides their listings in batches, hands the result
/// over. And shows how things stand: [ListingViews] reads listings with their decisions and numbers,
/// [ListingChanges] tells those who watch some of them what changes, [Explanations] says why.
///
/// The page at `/` is made of these over HTTP (`src/main/resources/web`).
@NullMarked
package io.stockrule.sync;

import org.jspecify.annotations.NullMarked;
