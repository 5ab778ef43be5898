package io.stockrule.language.writing;

import static io.stockrule.language.reading.StockruleLexer.*;

import io.stockrule.language.reading.Literals;
import io.stockrule.language.reading.Values;
import io.stockrule.language.reading.Words;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// The one spelling of words that can be written in several ways.
final class CanonicalWords {
    private CanonicalWords() {}

    /// @param words of one line of an accepted text
    static String write(List<Token> words) {
        var line = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            int before = i == 0 ? Token.EOF : words.get(i - 1).getType();
            int after = i == words.size() - 1 ? Token.EOF : words.get(i + 1).getType();
            var word = words.get(i);
            line.append(needsSpace(before, word.getType()) ? " " : "").append(spelled(before, word, after));
        }
        return line.toString();
    }

    private static boolean needsSpace(int before, int type) {
        return before != Token.EOF && before != OPEN && type != CLOSE && type != COMMA;
    }

    private static String spelled(int before, Token word, int after) {
        return switch (word.getType()) {
            case TEXT -> ProfileWriter.quoted(Literals.text(word));
            case NUMBER -> Integer.toString(Literals.number(word));
            case PERCENT -> Values.percent(word) + "%";
            case DATE, MONTH_DAY, CLOCK -> word.getText();
            case SINGLE -> after == STOCK ? "single" : "single stock";
            case CUSTOM -> after == QUANTITY ? "custom" : "custom quantity";
            case QUANTITY -> before == PRODUCT ? "value" : "quantity";
            default -> Words.keyword(word.getType());
        };
    }
}
