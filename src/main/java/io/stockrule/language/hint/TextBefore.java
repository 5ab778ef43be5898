package io.stockrule.language.hint;

import io.stockrule.language.Findings;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleLexer;
import io.stockrule.language.reading.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/// The text before a place, as far as somebody has written it.
///
/// @param statements all of them; the last may go on
/// @param line of the place, from 1
/// @param words what stands before the place on its line
record TextBefore(List<StatementTokens> statements, int line, String words) {
    /// @param column from 1, in code points; behind the end of the line is its end
    static TextBefore of(String text, int line, int column) {
        var lines = SourceText.read(text, new Findings()).text().split("\n", -1);
        if (line > lines.length) {
            return new TextBefore(List.of(), line, "");
        }
        var last = lines[line - 1];
        var words = last.substring(
                0, last.offsetByCodePoints(0, Math.min(column - 1, last.codePointCount(0, last.length()))));
        var whole = String.join("\n", List.of(lines).subList(0, line - 1)) + (line > 1 ? "\n" : "") + words;
        return new TextBefore(StatementTokens.split(new SourceText(whole)), line, words);
    }

    /// The word that ends at the place, with nothing behind it.
    Optional<Token> touching() {
        return onLine().filter(each -> endOf(each) == words.codePointCount(0, words.length()));
    }

    /// Without the word that is being written.
    TextBefore without(Token last) {
        return of(words.substring(0, words.offsetByCodePoints(0, last.getCharPositionInLine())));
    }

    private TextBefore of(String fewer) {
        var statement = statements.getLast().tokens();
        var rest = statement.subList(0, statement.size() - 1);
        var earlier = statements.subList(0, statements.size() - 1);
        return new TextBefore(rest.isEmpty() ? earlier : joined(earlier, new StatementTokens(rest)), line, fewer);
    }

    private static List<StatementTokens> joined(List<StatementTokens> earlier, StatementTokens last) {
        return Stream.concat(earlier.stream(), Stream.of(last)).toList();
    }

    boolean isInComment() {
        int end = onLine().map(TextBefore::endOf).orElse(0);
        return words.indexOf('#', words.offsetByCodePoints(0, end)) >= 0;
    }

    /// Whether no word stands before the place on its line.
    boolean startsLine() {
        return onLine().isEmpty();
    }

    private Optional<Token> onLine() {
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(statements.getLast().last()).filter(each -> each.getLine() == line);
    }

    static boolean isWord(Token token) {
        return token.getType() == StockruleLexer.STRANGE_WORD
                || !Words.keyword(token.getType()).isEmpty()
                        && Character.isLetter(token.getText().codePointAt(0));
    }

    /// In code points from the start of the line.
    private static int endOf(Token token) {
        return token.getCharPositionInLine() + token.getStopIndex() - token.getStartIndex() + 1;
    }
}
