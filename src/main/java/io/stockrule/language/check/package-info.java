/// Text in, a checked profile or a list of diagnostics out: [Checker], and the checks that it makes in turn, from
/// names that nobody knows to promises that some stock breaks.
@NullMarked
package io.stockrule.language.check;

import org.jspecify.annotations.NullMarked;
