/// From text to statements: [ProfileParser] takes a [SourceText] apart, line by line, and [StatementBuilder] makes a
/// [Statement] of each. [ProfileBuilder] puts the profile together.
///
/// A text with mistakes is answered in the merchant's words, not in the grammar's: `SyntaxMistakes` and
/// `LiteralMistakes` say what was found and what was meant. The grammar is `Stockrule.g4`.
@NullMarked
package io.stockrule.language.reading;

import org.jspecify.annotations.NullMarked;
