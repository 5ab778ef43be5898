package io.stockrule.language.reading;

import static io.stockrule.language.reading.StockruleLexer.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/// Shows how a statement may look that somebody has begun: the example goes by the last word before the mistake that
/// has one.
final class StatementExamples {
    private static final List<Integer> TEXTS = List.of(SKU, VENDOR, TAG, BARCODE, TITLE, MARKETPLACE, COLLECTION);

    /// By the word that a statement starts with, and the word before the mistake.
    private static final Map<Integer, Map<Integer, String>> EXAMPLES = Map.of(
            USE,
            Map.of(
                    ALL, "use all warehouses except \"Outlet\"",
                    THE, "use the first of \"Berlin\", \"Hamburg\" with at least 5"),
            COUNT,
            Map.of(
                    COUNT, "count on hand, or count available and incoming",
                    ON, "count on hand",
                    AND, "count on hand and incoming"),
            KEEP,
            Map.of(AT, "keep 2 in reserve at \"Berlin\""),
            LIST,
            Map.of(
                    LIST, "list nothing below 3, list in steps of 5, or quantity custom quantity 5",
                    NOTHING, "list nothing below 3",
                    IN, "list in steps of 5"),
            WHEN,
            tests(),
            PROMISE,
            Map.of(
                    IS, "promise listed is at most available",
                    NEVER, "promise listed never rises when available falls"),
            EXPECT,
            Map.of(
                    WITH, "expect available 20 with tag is \"fragile\" lists 3",
                    ON, "expect available 20 on 2026-12-24 08:30 lists 3"));

    private StatementExamples() {}

    static Optional<String> closestTo(StatementTokens statement, Token found) {
        if (before(statement, found).anyMatch(token -> token.getType() == WHERE)) {
            return Optional.of("quantity not more than 3 where product type is \"Candle\"");
        }
        var examples = EXAMPLES.getOrDefault(statement.type(), Map.of());
        return before(statement, found)
                .map(token -> examples.get(token.getType()))
                .flatMap(Stream::ofNullable)
                .reduce((_, later) -> later)
                .or(() -> Words.example(statement.type()));
    }

    static Stream<Token> before(StatementTokens statement, Token found) {
        return statement.tokens().stream()
                .takeWhile(token -> found.getType() == Token.EOF || token.getStartIndex() < found.getStartIndex());
    }

    private static Map<Integer, String> tests() {
        var tests = new HashMap<>(Map.of(
                AVAILABLE, "when available is below 3 then list 0",
                SELLABLE, "when sellable is below 3 then list 0",
                LISTED, "when listed is above 5 then list at most 5",
                PRODUCT, "when product type is \"Gift card\" then stop",
                DATE_WORD, "when date is after 2026-12-24 then hold",
                TIME, "when time is between 22:00 and 06:00 then hold",
                DAY, "when day is one of saturday, sunday then hold",
                SHOPIFY, "when shopify keeps selling then list at least 5",
                STOCK, "when stock is unknown then list 5",
                THEN, "when available is below 3 then list 0"));
        tests.put(ON, "when on hand is below 3 then list 0");
        tests.put(COMMITTED, "when committed is above 20 then list at most 2");
        tests.put(INCOMING, "when incoming is 0 then list at most 5");
        tests.put(STATUS, "when product status is one of \"draft\", \"archived\" then stop");
        tests.put(METAFIELD, "when metafield \"custom.season\" is \"summer\" then hold");
        TEXTS.forEach(type -> tests.put(type, "when %s is \"A\" then hold".formatted(Words.keyword(type))));
        return tests;
    }
}
