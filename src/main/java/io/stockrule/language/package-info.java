/// The merchant's profile language: text in, a checked [Profile] or a list of [Diagnostic]s out.
///
/// Read it in the order it runs: `ProfileParser`, [Checker], `Interpreter`. It knows the words of `stock`
/// and nothing of Drools, HTTP or the database, so a test needs a string and no more.
@NullMarked
package io.stockrule.language;

import org.jspecify.annotations.NullMarked;
