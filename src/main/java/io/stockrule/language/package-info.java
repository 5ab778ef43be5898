/// The merchant's profile language: text in, a checked [Profile] or a list of [Diagnostic]s out.
///
/// Read it in the order it runs: `ProfileParser`, [Checker], `Interpreter`. What holds whatever the stock
/// is found by `Examination`, which looks at the `BreakPoints` of each `ListingCase` along each `StockLine`; `Proofs`
/// tells it, [Curve] and [Difference] show it. The package knows the words of `stock`
/// and nothing of Drools, HTTP or the database, so a test needs a string and no more.
@NullMarked
package io.stockrule.language;

import org.jspecify.annotations.NullMarked;
