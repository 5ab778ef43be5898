/// From a profile and the facts of listings to decisions.
///
/// [RulesInForce] makes a [Candidate] of every listing and puts those that the steps cannot tell apart into a `Group`.
/// [RuleBases] knows which rule bases they go through, `Evaluation` takes them there, and what has come of a listing so
/// far is its [Ruling].
@NullMarked
package io.stockrule.rules.run;

import org.jspecify.annotations.NullMarked;
