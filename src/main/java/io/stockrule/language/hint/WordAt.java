package io.stockrule.language.hint;

import io.stockrule.language.Findings;
import io.stockrule.language.Span;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.Words;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// What stands at a place of a text.
///
/// @param keyword as merchants write it; empty for names, numbers and what is no word of the language
/// @param start the keyword that the statement starts with; empty where it starts with none
/// @param example of such a statement
public record WordAt(Span span, Optional<String> keyword, Optional<String> start, Optional<String> example) {
    /// @param line from 1
    /// @param column from 1, in code points; behind the last letter of a word is still the word
    /// @return empty in comments and between words
    public static Optional<WordAt> of(String text, int line, int column) {
        for (var statement : StatementTokens.split(SourceText.read(text, new Findings()))) {
            for (var token : statement.tokens()) {
                if (isAt(StatementTokens.spanOf(token), line, column)) {
                    return Optional.of(of(token, statement.type()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(Span span, int line, int column) {
        return span.line() == line && span.column() <= column && column <= span.column() + span.length();
    }

    private static WordAt of(Token token, int start) {
        return new WordAt(
                StatementTokens.spanOf(token),
                TextBefore.isWord(token) ? keyword(token.getType()) : Optional.empty(),
                keyword(start),
                Words.example(start));
    }

    private static Optional<String> keyword(int type) {
        return Optional.of(Words.keyword(type)).filter(each -> !each.isEmpty());
    }

    /// What the word means, or its statement for names and numbers.
    public Optional<String> meaning() {
        return start.flatMap(
                it -> keyword.flatMap(word -> WordMeanings.of(word, it)).or(() -> WordMeanings.ofStatement(it)));
    }
}
