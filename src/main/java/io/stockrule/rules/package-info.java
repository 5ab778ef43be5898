/// Rule files and a checked profile in, decisions out. The only home of Drools.
///
/// Here is what rule files import and what other features call: [Rules] answers a batch of [Question]s. Listings
/// with the same profile and pack size stand together as [Candidates], and the files in the top-level folder
/// `rules` say, a file a step, what happens to these. A profile's own exceptions, which look at each listing, are
/// rule objects in a second session, never text. Files that a profile includes see a listing as a [Listing], each
/// file in a session of its own, before the guard. `RuleReloads` lets changed files take over. The parts: `run`
/// decides, `file` reads and compiles,
/// `lint` refuses, `scenario` tries.
@NullMarked
package io.stockrule.rules;

import org.jspecify.annotations.NullMarked;
