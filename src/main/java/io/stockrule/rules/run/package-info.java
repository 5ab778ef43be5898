/// From a profile and the facts of listings to decisions.
///
/// Where a profile has statements for some listings only, `OwnProfiles` says first what it says of each listing. The
/// rule files of the steps look at such a profile and a pack size only. [Plans] runs them once for each pair, and
/// keeps what they did as a [Plan]: a `Shape` that other profiles share, and the numbers of its own. An
/// `Evaluation` decides a batch: its listings are [BatchRows], those of one shape a [Group], and go through what the
/// shape says together. [RuleBases] has the rules that look at more: exceptions, which fire once for a group, and
/// the files that a profile includes, which see a listing each, as a [Candidate].
@NullMarked
package io.stockrule.rules.run;

import org.jspecify.annotations.NullMarked;
