package io.stockrule.language.reading;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/// One row of [Intents]: words that people bring along from elsewhere, and how the language says the same.
///
/// @param words a word each; an upper-case letter stands for a value, see [Intents]
/// @param meaning what is written instead, with the values where their letters stand
/// @param place where in a statement it may be found
/// @param certain whether nothing else can be meant
record Intent(List<String> words, String meaning, Place place, boolean certain) {
    private static final Pattern VALUE = Pattern.compile("[NMTPFDW]\\d?");
    private static final Pattern VALUES = Pattern.compile("\\b[NMTPFDW]\\d?\\b");
    private static final Pattern FRACTION = Pattern.compile("0?[.,](\\d{1,2})");

    enum Place {
        /// Only with the first word of a statement.
        START,
        /// Only in an exception, behind its `when`.
        WHEN,
        /// Only in an expectation, behind its `expect`.
        EXPECT,
        ANYWHERE
    }

    /// Whether the first word can be looked up; else it is a value.
    boolean startsWithAWord() {
        return !VALUE.matcher(words.getFirst()).matches();
    }

    /// What stands there instead, if it is found at this place.
    ///
    /// @param at of the first word
    Optional<String> foundAt(List<Token> tokens, int at) {
        boolean atEnd = words.getLast().equals("$");
        int length = atEnd ? words.size() - 1 : words.size();
        boolean fits = switch (place) {
            case START -> at == 0;
            case WHEN -> at > 0 && tokens.getFirst().getType() == StockruleLexer.WHEN;
            case EXPECT -> at > 0 && tokens.getFirst().getType() == StockruleLexer.EXPECT;
            case ANYWHERE -> true;
        };
        if (!fits || at + length > tokens.size() || atEnd && at + length != tokens.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < length; i++) {
            if (!matches(words.get(i), tokens.get(at + i), values)) {
                return Optional.empty();
            }
        }
        return Optional.of(VALUES.matcher(meaning)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(), ""))));
    }

    int length() {
        return words.getLast().equals("$") ? words.size() - 1 : words.size();
    }

    private static boolean matches(String word, Token token, Map<String, String> values) {
        if (!VALUE.matcher(word).matches()) {
            return word.equals(plain(token));
        }
        var value = value(word.charAt(0), token);
        value.ifPresent(it -> values.put(word, it));
        return value.isPresent();
    }

    private static Optional<String> value(char kind, Token token) {
        var written = token.getText();
        boolean fits = switch (kind) {
            case 'N' -> token.getType() == StockruleLexer.NUMBER && !written.startsWith("-");
            case 'M' -> token.getType() == StockruleLexer.NUMBER && written.startsWith("-");
            case 'T' -> token.getType() == StockruleLexer.TEXT;
            case 'P' -> token.getType() == StockruleLexer.PERCENT;
            case 'D' -> token.getType() == StockruleLexer.DATE || token.getType() == StockruleLexer.MONTH_DAY;
            case 'W' -> token.getType() == StockruleLexer.STRANGE_WORD;
            default -> true;
        };
        if (!fits) {
            return Optional.empty();
        }
        return switch (kind) {
            case 'M' -> Optional.of(written.substring(1));
            case 'F' -> fraction(token);
            default -> Optional.of(written);
        };
    }

    /// `0.1` and `0.10` are 10.
    private static Optional<String> fraction(Token token) {
        var found = FRACTION.matcher(token.getText());
        if (token.getType() != StockruleLexer.STRANGE_NUMBER || !found.matches()) {
            return Optional.empty();
        }
        var digits = found.group(1);
        return Optional.of(String.valueOf(Integer.parseInt(digits.length() == 1 ? digits + "0" : digits)));
    }

    /// A word however its letters were typed.
    static String plain(Token token) {
        return Normalizer.normalize(token.getText(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
