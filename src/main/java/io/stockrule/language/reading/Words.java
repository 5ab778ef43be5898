package io.stockrule.language.reading;

import static io.stockrule.language.reading.StockruleLexer.*;

import io.stockrule.language.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/// The words of the language as a message shows them to a merchant.
public final class Words {
    private static final Set<Integer> FIELDS =
            Set.of(SKU, VENDOR, PRODUCT, TAG, BARCODE, TITLE, MARKETPLACE, COLLECTION, METAFIELD);

    private static final Set<Integer> TEST_STARTS =
            Set.of(AVAILABLE, ON, COMMITTED, INCOMING, SELLABLE, LISTED, DATE_WORD, TIME, DAY, SHOPIFY);

    private static final Set<Integer> WEEKDAYS = Set.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY);

    /// How each statement may look, by its first word.
    private static final Map<Integer, String> EXAMPLES = Map.ofEntries(
            Map.entry(PROFILE, "profile \"Default\""),
            Map.entry(USE, "use warehouses \"Berlin\", \"Hamburg\""),
            Map.entry(COUNT, "count on hand and incoming"),
            Map.entry(KEEP, "keep 2 in reserve"),
            Map.entry(OFFER, "offer 80%"),
            Map.entry(QUANTITY, "quantity product value, single stock, custom quantity 10 or not more than 10"),
            Map.entry(LIST, "list nothing below 3"),
            Map.entry(INCLUDE, "include rules \"house rules\""),
            Map.entry(HANDLING, "handling time 2 days"),
            Map.entry(WHEN, "when available is below 3 then list 0"),
            Map.entry(PROMISE, "promise listed is at most available"),
            Map.entry(EXPECT, "expect available 20 lists 3"));

    private Words() {}

    static boolean startsStatement(int type) {
        return EXAMPLES.containsKey(type);
    }

    public static List<String> statementStarts() {
        return EXAMPLES.keySet().stream().map(Words::keyword).sorted().toList();
    }

    /// How a statement with this first word may look.
    public static Optional<String> example(int type) {
        return Optional.ofNullable(EXAMPLES.get(type));
    }

    /// The keyword of this type as merchants write it, or the empty text.
    public static String keyword(int type) {
        var literal = VOCABULARY.getLiteralName(type);
        return literal == null ? "" : literal.substring(1, literal.length() - 1);
    }

    static boolean isWord(Token token) {
        return token.getType() == STRANGE_WORD || isKeyword(token.getType());
    }

    static List<String> keywords(Set<Integer> types) {
        return types.stream()
                .filter(Words::isKeyword)
                .map(Words::keyword)
                .sorted()
                .toList();
    }

    /// A word of the merchant's text, in quotes unless it is a number or has its own.
    static String shown(Token token) {
        return switch (token.getType()) {
            case TEXT, NUMBER, PERCENT, DATE, MONTH_DAY, CLOCK -> Diagnostic.shortened(token.getText());
            default -> "\"" + Diagnostic.shortened(token.getText()) + "\"";
        };
    }

    /// `"in", "at" or the end of the line`.
    ///
    /// @param test as it may stand there
    static String described(Set<Integer> types, String test) {
        var left = new TreeSet<>(types);
        var descriptions = new ArrayList<String>();
        if (left.contains(DATE)) {
            left.remove(MONTH_DAY); // one example of a date is enough
        }
        if (left.containsAll(TEST_STARTS)) {
            left.removeAll(TEST_STARTS);
            left.removeAll(FIELDS);
            left.removeAll(Set.of(NOT, OPEN, STOCK));
            descriptions.add("a test such as " + test);
        }
        if (left.containsAll(FIELDS)) {
            left.removeAll(FIELDS);
            descriptions.add("a field such as sku, vendor or tag");
        }
        if (left.containsAll(WEEKDAYS)) {
            left.removeAll(WEEKDAYS);
            descriptions.add("a day such as monday");
        }
        return joined(Stream.concat(left.stream().sorted(Words::endLast).map(Words::described), descriptions.stream())
                .toList());
    }

    private static int endLast(int one, int other) {
        return one == Token.EOF || other == Token.EOF
                ? Boolean.compare(one == Token.EOF, other == Token.EOF)
                : Integer.compare(one, other);
    }

    private static String described(int type) {
        return switch (type) {
            case TEXT -> "a name in quotes";
            case NUMBER -> "a whole number";
            case PERCENT -> "a percentage such as 20%";
            case DATE -> "a date such as 2026-12-24";
            case MONTH_DAY -> "a date such as 12-24";
            case CLOCK -> "a time such as 08:30";
            case Token.EOF -> "the end of the line";
            default -> "\"" + keyword(type) + "\"";
        };
    }

    private static String joined(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " or " + parts.getLast();
    }

    private static boolean isKeyword(int type) {
        return type >= ABOVE && type <= WITH;
    }
}
