package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/// Says in a merchant's words why a statement does not read on.
final class SyntaxMistakes {
    /// Words that people start a line with, and the statement they belong to.
    private static final Map<Integer, String> BELONGS_TO = Map.ofEntries(
            Map.entry(StockruleLexer.PRODUCT, "quantity product value"),
            Map.entry(StockruleLexer.SINGLE, "quantity single stock"),
            Map.entry(StockruleLexer.CUSTOM, "quantity custom quantity 10"),
            Map.entry(StockruleLexer.NOT, "quantity not more than 10"),
            Map.entry(StockruleLexer.RESERVE, "keep 2 in reserve"),
            Map.entry(StockruleLexer.WAREHOUSE, "use warehouse \"Berlin\""),
            Map.entry(StockruleLexer.WAREHOUSES, "use warehouses \"Berlin\", \"Hamburg\""),
            Map.entry(StockruleLexer.INCOMING, "count available and incoming"),
            Map.entry(StockruleLexer.COMMITTED, "when committed is above 5 then list 0"),
            Map.entry(StockruleLexer.AVAILABLE, "when available is below 3 then list 0"),
            Map.entry(StockruleLexer.HOLD, "when available is below 3 then hold"),
            Map.entry(StockruleLexer.STOP, "when available is below 3 then stop"));

    private SyntaxMistakes() {}

    static Diagnostic unknownStatement(StatementTokens statement) {
        var first = statement.first();
        var example = Optional.ofNullable(BELONGS_TO.get(first.getType())).map("for example: %s"::formatted);
        return Diagnostic.error(
                Code.UNKNOWN_STATEMENT,
                spanOf(first),
                "no statement starts with %s".formatted(Words.shown(first)),
                example.or(() -> closest(first, Words.statementStarts()))
                        .or(() -> Optional.of("statements start with " + String.join(", ", Words.statementStarts()))));
    }

    static Diagnostic unexpected(StatementTokens statement, RecognitionException mistake) {
        var found = mistake.getOffendingToken();
        var expected = expectedAt(statement, mistake);
        var span = found.getType() == Token.EOF ? statement.end() : spanOf(found);
        return Diagnostic.error(
                Code.UNEXPECTED, span, message(statement, found, expected), help(statement, found, expected));
    }

    private static Set<Integer> expectedAt(StatementTokens statement, RecognitionException mistake) {
        if (mistake instanceof NoViableAltException) { // behind an "and", the only choice that takes two words
            return statement.hasCondition()
                    ? Set.of(StockruleLexer.TEXT, StockruleLexer.NOT, StockruleLexer.OPEN)
                    : Set.of(StockruleLexer.TEXT);
        }
        var expected = new TreeSet<>(mistake.getExpectedTokens().toSet());
        if (mayBeOnHand(statement, mistake.getOffendingToken())) {
            expected.add(StockruleLexer.HAND);
        }
        return expected;
    }

    /// Behind the `on` of an expectation the parser has looked two words ahead and taken it for that of a day.
    private static boolean mayBeOnHand(StatementTokens statement, Token found) {
        var before =
                StatementExamples.before(statement, found).map(Token::getType).toList();
        int words = before.size();
        return statement.type() == StockruleLexer.EXPECT
                && words > 3
                && before.subList(words - 3, words)
                        .equals(List.of(StockruleLexer.TEXT, StockruleLexer.NUMBER, StockruleLexer.ON));
    }

    private static String message(StatementTokens statement, Token found, Set<Integer> expected) {
        var described = Words.described(
                expected,
                statement.type() == StockruleLexer.WHEN ? "available is below 3" : "product type is \"Candle\"");
        if (found.getType() == Token.EOF) {
            return "the statement ends too early: expected " + described;
        }
        if (!expected.contains(Token.EOF)) {
            return "expected %s, found %s".formatted(described, Words.shown(found));
        }
        return Words.startsStatement(found.getType())
                ? "%s starts a new statement and belongs on a line of its own".formatted(Words.shown(found))
                : "the statement is complete before %s".formatted(Words.shown(found));
    }

    private static Optional<String> help(StatementTokens statement, Token found, Set<Integer> expected) {
        return closest(found, Words.keywords(expected))
                .or(() -> quoted(found, expected))
                .or(() -> comma(found, expected))
                .or(() -> SeriesMistakes.help(statement, found, expected))
                .or(() -> MisplacedWords.help(statement, found, expected))
                .or(() -> StatementExamples.closestTo(statement, found).map("for example: %s"::formatted));
    }

    private static Optional<String> comma(Token found, Set<Integer> expected) {
        return expected.contains(StockruleLexer.COMMA) && found.getType() == StockruleLexer.TEXT
                ? Optional.of("put a comma between names: \"Berlin\", \"Hamburg\"")
                : Optional.empty();
    }

    private static Optional<String> closest(Token found, Collection<String> keywords) {
        return Words.isWord(found) && !isShortWord(found)
                ? Suggestion.closest(found.getText(), keywords)
                        .filter(each -> !each.equalsIgnoreCase(found.getText()))
                        .map("did you mean \"%s\"?"::formatted)
                : Optional.empty();
    }

    /// A word of the language that is like many: nobody writes `or` for `on`.
    private static boolean isShortWord(Token found) {
        return found.getText().length() == 2 && !Words.keyword(found.getType()).isEmpty();
    }

    private static Optional<String> quoted(Token found, Set<Integer> expected) {
        return expected.contains(StockruleLexer.TEXT) && found.getType() == StockruleLexer.STRANGE_WORD
                ? Optional.of("write names in quotes: \"%s\"".formatted(Diagnostic.shortened(found.getText())))
                : Optional.empty();
    }
}
