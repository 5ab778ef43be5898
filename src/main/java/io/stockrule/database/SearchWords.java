package io.stockrule.database;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words that somebody looks for, each of which is to be found, in whatever order.
public record SearchWords(List<String> words) {
    /// One in quotation marks, whether they are closed yet or not, or up to the next space.
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"?|([^\\s\"]+)");

    /// Each costs a look at the text; what follows so many does not make it any clearer.
    private static final int MOST_WORDS = 8;

    public SearchWords {
        words = List.copyOf(words);
    }

    /// @param text as it was typed; null for none
    public static SearchWords of(@Nullable String text) {
        return new SearchWords(
                text == null
                        ? List.of()
                        : WORD.matcher(text)
                                .results()
                                .map(word -> requireNonNullElse(word.group(1), word.group(2))
                                        .strip())
                                .filter(word -> !word.isEmpty())
                                .distinct()
                                .limit(MOST_WORDS)
                                .toList());
    }

    /// The words as patterns for `like`, every character standing for itself.
    public List<String> patterns() {
        return words.stream()
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toList();
    }
}
