/// The merchant's profile language, and first of all what a profile says: [Profile] and the statements, tests and
/// actions in it, and the [Diagnostic]s that a text may be answered with.
///
/// Around these lie, each in a package of its own, `reading` (text to statements), `meaning` (what a profile
/// decides), `proof` (what holds whatever the stock), `drawing` (curves and differences, for people to look at),
/// `coverage` (what a profile's own `expect` lines try), `learning` (numbers to the profile that lists them), `hint`
/// (what may follow, for editors), `explaining` (what each code means), `check` (all but drawing and coverage
/// together: text in, a checked profile or diagnostics out) and `writing` (profiles back to text). Begin with
/// `check.Checker`. The language knows the words of `stock` and nothing of Drools, HTTP or the database, so a test
/// needs a string and no more.
@NullMarked
package io.stockrule.language;

import org.jspecify.annotations.NullMarked;
