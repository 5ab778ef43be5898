package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// What can be wrong with one word of a text, whatever stands around it.
final class LiteralMistakes {
    /// What people write out of habit, and what the language says instead.
    private static final Map<String, String> HABITS = Map.of(
            "<", "write is below",
            ">", "write is above",
            "=", "write is",
            ";", "a statement ends with its line, without a sign",
            ".", "a statement ends with its line, without a sign",
            "%", "write the percentage as one word, such as 20%",
            "!", "write not");

    private LiteralMistakes() {}

    static Optional<Diagnostic> in(Token token) {
        return switch (token.getType()) {
            case StockruleLexer.TEXT -> inText(token);
            case StockruleLexer.NUMBER -> inNumber(token);
            case StockruleLexer.PERCENT -> inPercent(token);
            case StockruleLexer.DATE -> inDate(token);
            case StockruleLexer.MONTH_DAY -> inMonthDay(token);
            case StockruleLexer.CLOCK -> inTime(token);
            case StockruleLexer.STRANGE_NUMBER -> Optional.of(strangeNumber(token));
            case StockruleLexer.UNCLOSED_TEXT -> Optional.of(unclosed(token));
            case StockruleLexer.STRANGE_TEXT -> Optional.of(wrongQuotes(token));
            case StockruleLexer.STRANGE -> Optional.of(strange(token));
            default -> Optional.empty();
        };
    }

    private static Optional<Diagnostic> inText(Token token) {
        var written = token.getText();
        for (int i = 1; i < written.length() - 1; i++) {
            if (written.charAt(i) == '\\') {
                i++;
                if (written.charAt(i) != '"' && written.charAt(i) != '\\') {
                    return Optional.of(badEscape(token, i - 1));
                }
            }
        }
        var text = Literals.text(token);
        int length = text.codePointCount(0, text.length());
        return length <= Literals.LONGEST_TEXT ? Optional.empty() : Optional.of(tooLong(token, length));
    }

    private static Diagnostic badEscape(Token token, int index) {
        var written = token.getText();
        var start = spanOf(token);
        int column = start.column() + written.codePointCount(0, index);
        var escaped = new String(Character.toChars(written.codePointAt(index + 1)));
        return Diagnostic.error(
                Code.BAD_ESCAPE,
                new Span(start.line(), column, 2),
                "\"\\%s\" has no meaning in a text".formatted(escaped),
                "write \\\\ for a backslash and \\\" for a quote");
    }

    private static Diagnostic tooLong(Token token, int length) {
        return Diagnostic.error(
                Code.QUOTED_TEXT_TOO_LONG,
                spanOf(token),
                "a text in quotes has at most %d characters, this one has %d".formatted(Literals.LONGEST_TEXT, length),
                "shorten it");
    }

    private static Optional<Diagnostic> inNumber(Token token) {
        return Literals.isNumberInRange(token.getText()) ? Optional.empty() : Optional.of(outOfRange(token));
    }

    private static Diagnostic outOfRange(Token token) {
        boolean negative = token.getText().startsWith("-");
        return Diagnostic.error(
                Code.NUMBER_OUT_OF_RANGE,
                spanOf(token),
                "%s is too %s".formatted(Words.shown(token), negative ? "small" : "large"),
                negative ? "numbers go down to -1000000" : "numbers go up to 1000000");
    }

    private static Optional<Diagnostic> inPercent(Token token) {
        var digits = token.getText().substring(0, token.getText().length() - 1);
        return Literals.isNumberInRange(digits) && Integer.parseInt(digits) <= 100
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                        Code.NUMBER_OUT_OF_RANGE,
                        spanOf(token),
                        "%s is too large".formatted(Words.shown(token)),
                        "percentages go from 0% to 100%"));
    }

    private static Optional<Diagnostic> inDate(Token token) {
        return Literals.parsedDate(token.getText()).isPresent()
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                        Code.NOT_A_DATE,
                        spanOf(token),
                        "there is no date %s".formatted(token.getText()),
                        "write year-month-day, such as 2026-12-24"));
    }

    private static Optional<Diagnostic> inMonthDay(Token token) {
        if (Literals.parsedMonthDay(token.getText()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error(
                Code.NOT_A_DATE,
                spanOf(token),
                "there is no date %s in any year".formatted(token.getText()),
                NumberHabits.dayOfYear(token.getText())
                        .map("write %s: the month comes first"::formatted)
                        .orElseGet(() -> NumberHabits.dayOrRangeHelp(token.getText()))));
    }

    private static Optional<Diagnostic> inTime(Token token) {
        return Literals.parsedTime(token.getText()).isPresent()
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                        Code.NOT_A_TIME,
                        spanOf(token),
                        "there is no time %s".formatted(token.getText()),
                        "times go from 00:00 to 23:59"));
    }

    private static Diagnostic strangeNumber(Token token) {
        var reading = NumberHabits.read(token.getText());
        return Diagnostic.error(
                        reading.code(),
                        spanOf(token),
                        "%s is not %s".formatted(Words.shown(token), reading.kind()),
                        reading.help())
                .repairedBy(reading.meant()
                        .map(meant -> new Repair(List.of(Edit.of(spanOf(token), meant)), reading.certain())));
    }

    private static Diagnostic unclosed(Token token) {
        return Diagnostic.error(
                        Code.TEXT_NOT_CLOSED,
                        spanOf(token),
                        "this text has no closing quote on its line",
                        "end it with \", and write \\\" for a quote inside")
                .repairedBy(closed(token));
    }

    /// Where nothing but a name can stand in the quotes.
    private static Optional<Repair> closed(Token token) {
        var written = token.getText().stripTrailing();
        return written.matches("\"[^#\\\\]{1,100}")
                ? Optional.of(Repair.likely(Edit.of(spanOf(token), written + "\"")))
                : Optional.empty();
    }

    private static Diagnostic wrongQuotes(Token token) {
        var inside = token.getText().substring(1, token.getText().length() - 1);
        return Diagnostic.error(
                        Code.WRONG_QUOTES,
                        spanOf(token),
                        "texts stand in straight double quotes",
                        "write \"%s\"".formatted(Diagnostic.shortened(inside)))
                .repairedBy(Repair.certain(Edit.of(spanOf(token), Quoted.written(inside))));
    }

    private static Diagnostic strange(Token token) {
        var text = token.getText();
        return Diagnostic.error(
                Code.STRANGE_CHARACTER,
                spanOf(token),
                String.format(
                        Locale.ROOT, "the character \"%s\" (U+%04X) means nothing here", text, text.codePointAt(0)),
                Optional.ofNullable(HABITS.get(text)));
    }
}
