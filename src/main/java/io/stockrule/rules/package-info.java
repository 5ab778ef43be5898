/// Rule files and a checked profile in, decisions out. The only home of Drools.
///
/// A batch of questions becomes one `Candidate` per listing in one rule session; the files in the top-level folder
/// `rules` say, a file a step, what happens to it. A profile's own exceptions join the compiled files as rule objects,
/// never as text. Files that a profile includes see a listing as a `Listing`, each file in a session of its own, before
/// the guard. `RuleReloads` lets changed files take over.
@NullMarked
package io.stockrule.rules;

import org.jspecify.annotations.NullMarked;
