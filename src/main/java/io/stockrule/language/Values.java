package io.stockrule.language;

import static io.stockrule.language.StatementTokens.spanOf;

import io.stockrule.language.StockruleParser.WordContext;
import org.antlr.v4.runtime.Token;

/// Reads values where the place in the statement asks for more than the value alone.
final class Values {
    private Values() {}

    /// A count; only a comparison and the facts of an expectation may be below zero.
    static int count(Token token, Findings findings) {
        int number = Literals.number(token);
        if (number < 0) {
            findings.add(Diagnostic.error(
                    Code.NEGATIVE_NUMBER,
                    spanOf(token),
                    "%d is negative, and a quantity is not".formatted(number),
                    "write %d".formatted(-number)));
        }
        return number;
    }

    /// The name of a profile or a warehouse.
    static Quoted name(Token token, Findings findings) {
        var name = Literals.quoted(token);
        if (name.text().isBlank()) {
            findings.add(Diagnostic.error(
                    Code.EMPTY_NAME, spanOf(token), "a name has at least one letter", "write it between the quotes"));
        }
        return name;
    }

    static Word word(WordContext context) {
        return switch (context.getStart().getType()) {
            case StockruleLexer.SKU -> Word.SKU;
            case StockruleLexer.VENDOR -> Word.VENDOR;
            case StockruleLexer.PRODUCT -> Word.PRODUCT_TYPE;
            case StockruleLexer.TAG -> Word.TAG;
            case StockruleLexer.BARCODE -> Word.BARCODE;
            case StockruleLexer.TITLE -> Word.TITLE;
            case StockruleLexer.MARKETPLACE -> Word.MARKETPLACE;
            default -> Word.COLLECTION;
        };
    }

    static int percent(Token token) {
        var written = token.getText();
        return Integer.parseInt(written.substring(0, written.length() - 1));
    }
}
