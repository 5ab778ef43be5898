package io.stockrule.language;

import io.stockrule.stock.ListingFacts;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// A test of the texts that a listing has under one word. It holds when any of them fits any of the wanted ones.
///
/// @param texts wanted, as the merchant wrote them; none for `is empty`
public record TextTest(Word word, Match match, List<String> texts) {
    /// How a text fits a wanted one.
    public enum Match {
        /// `is "A"` and `is one of "A", "B"`
        IS,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        /// Of tags and collections: there is none.
        IS_EMPTY
    }

    public TextTest {
        texts = List.copyOf(texts);
    }

    public boolean holdsFor(ListingFacts facts) {
        return prepared().test(facts);
    }

    /// The same test for many listings: the wanted texts are made comparable only once.
    public Predicate<ListingFacts> prepared() {
        if (match == Match.IS_EMPTY) {
            return facts -> word.of(facts).stream().allMatch(String::isEmpty);
        }
        var wanted = texts.stream().map(this::comparable).toList();
        return facts -> word.of(facts).stream().map(this::comparable).anyMatch(text -> fitsAny(text, wanted));
    }

    private boolean fitsAny(String text, List<String> wanted) {
        return switch (match) {
            case IS -> wanted.contains(text);
            case STARTS_WITH -> wanted.stream().anyMatch(text::startsWith);
            case ENDS_WITH -> wanted.stream().anyMatch(text::endsWith);
            case CONTAINS -> wanted.stream().anyMatch(text::contains);
            case IS_EMPTY -> text.isEmpty();
        };
    }

    /// To capitals and back: some letters, such as ſ, differ from others only as small ones.
    private String comparable(String text) {
        return word.ignoresCase()
                ? Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT)
                : text;
    }
}
