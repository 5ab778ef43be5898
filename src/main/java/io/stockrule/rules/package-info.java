/// Rule files and a checked profile in, decisions out. The only home of Drools.
///
/// A batch of questions becomes a `Candidate` per listing. Listings with the same profile and pack size stand
/// together as `Candidates`, and the files in the top-level folder `rules` say, a file a step, what happens to
/// these. A profile's own exceptions, which look at each listing, are rule objects in a second session, never
/// text. Files that a profile includes see a listing as a `Listing`, each file in a session of its own, before
/// the guard. What has come of a candidate so far is its `Ruling`. `RuleReloads` lets changed files take over.
@NullMarked
package io.stockrule.rules;

import org.jspecify.annotations.NullMarked;
