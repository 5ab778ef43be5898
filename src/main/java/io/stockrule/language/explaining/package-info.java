/// What every [io.stockrule.language.Code] means, why it is told and what to do about it, each with an example:
/// [CodeExplanations], in words for a terminal ([CodeExplanation#told]) and as the page `docs/diagnostics.md`
/// ([CodePage]).
///
/// The words themselves are files, `src/main/resources/diagnostics/SR201.txt` and so on: a new code needs a file there.
@NullMarked
package io.stockrule.language.explaining;

import org.jspecify.annotations.NullMarked;
