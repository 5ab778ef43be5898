package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.Word;
import io.stockrule.language.reading.StockruleParser.WordContext;
import io.stockrule.stock.MetafieldName;
import org.antlr.v4.runtime.Token;

/// Reads values where the place in the statement asks for more than the value alone.
public final class Values {
    private static final int MOST_DAYS = 30;

    private Values() {}

    /// What Amazon takes at most is a matter of the marketplace; this is what the language says.
    static int days(Token token, Findings findings) {
        int days = count(token, findings);
        if (days > MOST_DAYS) {
            findings.add(Diagnostic.error(
                    Code.NUMBER_OUT_OF_RANGE,
                    spanOf(token),
                    "%d days are too many".formatted(days),
                    "a handling time is 0 to %d days".formatted(MOST_DAYS)));
        }
        return days;
    }

    /// A count; only a comparison and the facts of an expectation may be below zero.
    static int count(Token token, Findings findings) {
        int number = Literals.number(token);
        if (number < 0) {
            findings.add(Diagnostic.error(
                            Code.NEGATIVE_NUMBER,
                            spanOf(token),
                            "%d is negative, and a quantity is not".formatted(number),
                            "write %d".formatted(-number))
                    .repairedBy(Repair.likely(Edit.of(spanOf(token), String.valueOf(-number)))));
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
        return context.getStart().getType() == StockruleLexer.METAFIELD
                ? new Word.Metafield(Literals.text(context.TEXT().getSymbol()))
                : named(context);
    }

    /// The same, where the text is read to be checked.
    static Word word(WordContext context, Findings findings) {
        var word = word(context);
        if (word instanceof Word.Metafield(var name)) {
            var token = context.TEXT().getSymbol();
            MetafieldName.mistake(name)
                    .ifPresent(reason -> findings.add(Diagnostic.error(
                            Code.NO_METAFIELD_NAME,
                            spanOf(token),
                            "no metafield is called \"%s\"".formatted(Diagnostic.shortened(name)),
                            reason)));
        }
        return word;
    }

    private static Word named(WordContext context) {
        return switch (context.getStart().getType()) {
            case StockruleLexer.SKU -> Word.Named.SKU;
            case StockruleLexer.VENDOR -> Word.Named.VENDOR;
            case StockruleLexer.PRODUCT ->
                context.STATUS() == null ? Word.Named.PRODUCT_TYPE : Word.Named.PRODUCT_STATUS;
            case StockruleLexer.TAG -> Word.Named.TAG;
            case StockruleLexer.BARCODE -> Word.Named.BARCODE;
            case StockruleLexer.TITLE -> Word.Named.TITLE;
            case StockruleLexer.MARKETPLACE -> Word.Named.MARKETPLACE;
            default -> Word.Named.COLLECTION;
        };
    }

    public static int percent(Token token) {
        var written = token.getText();
        return Integer.parseInt(written.substring(0, written.length() - 1));
    }
}
