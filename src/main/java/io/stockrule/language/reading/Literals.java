package io.stockrule.language.reading;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// The values that stand in a text: quoted texts, numbers, dates and times. Reading comes after [LiteralMistakes] found
/// nothing wrong with them.
public final class Literals {
    static final int LARGEST_NUMBER = 1_000_000;
    static final int LONGEST_TEXT = 200;

    private Literals() {}

    static Quoted quoted(Token token) {
        return new Quoted(text(token), StatementTokens.spanOf(token));
    }

    /// What stands between the quotes, normalised to NFC, so that two ways to type an ü are one.
    public static String text(Token token) {
        var written = token.getText();
        var text = new StringBuilder();
        for (int i = 1; i < written.length() - 1; i++) {
            i += written.charAt(i) == '\\' ? 1 : 0;
            text.append(written.charAt(i));
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    public static int number(Token token) {
        return Integer.parseInt(token.getText());
    }

    static LocalDate date(Token token) {
        return LocalDate.parse(token.getText());
    }

    /// Without a year.
    static MonthDay monthDay(Token token) {
        return parsedMonthDay(token.getText()).orElseThrow();
    }

    static LocalTime time(Token token) {
        return LocalTime.parse(token.getText());
    }

    static boolean isNumberInRange(String written) {
        var digits = written.replaceFirst("^-?0*", "");
        return digits.length() <= 7 && (digits.isEmpty() || Integer.parseInt(digits) <= LARGEST_NUMBER);
    }

    static Optional<LocalDate> parsedDate(String written) {
        try {
            return Optional.of(LocalDate.parse(written));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<MonthDay> parsedMonthDay(String written) {
        try {
            return Optional.of(MonthDay.parse("--" + written));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Optional<LocalTime> parsedTime(String written) {
        try {
            return Optional.of(LocalTime.parse(written));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
