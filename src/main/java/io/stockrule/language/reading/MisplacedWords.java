package io.stockrule.language.reading;

import static io.stockrule.language.reading.StockruleLexer.*;

import io.stockrule.language.Word;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/// What people put into a condition where it does not belong, and how it is said instead.
final class MisplacedWords {
    private static final Set<Integer> WEEKDAYS = Set.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY);

    private static final String OF_AMOUNTS = "available, on hand, committed, incoming, sellable, listed, ";

    private static final String OTHERS = "date, time, day, shopify keeps selling, or with one of "
            + Word.named().stream().map(Word::written).collect(Collectors.joining(", ")) + ", metafield";

    private MisplacedWords() {}

    static Optional<String> help(StatementTokens statement, Token found, Set<Integer> expected) {
        if (found.getType() == WHERE && statement.type() == WHEN) {
            return Optional.of("put the test into the condition, joined with and, before then");
        }
        if (!statement.hasCondition()) {
            return Optional.empty();
        }
        int before = StatementExamples.before(statement, found)
                .reduce((_, later) -> later)
                .map(Token::getType)
                .orElse(Token.EOF);
        if (expected.contains(CLOSE)) {
            return Optional.of("a parenthesis is open; close it with )");
        }
        if (found.getType() == CLOSE && expected.contains(THEN)) {
            return Optional.of("no parenthesis is open here; leave it out");
        }
        if (found.getType() == COMMA) {
            return afterComma(before);
        }
        if (WEEKDAYS.contains(found.getType()) && before == AND) {
            return Optional.of("put a comma between days: day is one of saturday, sunday");
        }
        if (found.getType() == STRANGE_WORD
                && (before == WHEN || before == WHERE || before == OPEN || before == NOT || before == OR)) {
            return Optional.of("a test starts with " + (statement.type() == WHEN ? OF_AMOUNTS : "") + OTHERS);
        }
        return isNot(found, before, expected)
                ? Optional.of("put not before the whole test, such as not available is below 3")
                : Optional.empty();
    }

    private static boolean isNot(Token found, int before, Set<Integer> expected) {
        return found.getType() == NOT && !expected.contains(UNKNOWN) || before == NOT && expected.contains(NUMBER);
    }

    private static Optional<String> afterComma(int before) {
        if (WEEKDAYS.contains(before)) {
            return Optional.of("write one of before several days: day is one of saturday, sunday");
        }
        return switch (before) {
            case TEXT -> Optional.of("join tests with or; only is one of takes several texts");
            case NUMBER -> Optional.of("join tests with or: available is 3 or available is 5");
            default -> Optional.empty();
        };
    }
}
