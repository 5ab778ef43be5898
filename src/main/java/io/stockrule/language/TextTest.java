package io.stockrule.language;

import io.stockrule.stock.ListingFacts;
import java.util.List;
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
        IS_EMPTY;

        /// @param text of a listing, and `wanted` of the test, both as [Word#comparable] makes them
        public boolean fits(String text, String wanted) {
            return switch (this) {
                case IS -> text.equals(wanted);
                case STARTS_WITH -> text.startsWith(wanted);
                case ENDS_WITH -> text.endsWith(wanted);
                case CONTAINS -> text.contains(wanted);
                case IS_EMPTY -> text.isEmpty();
            };
        }
    }

    public TextTest {
        texts = List.copyOf(texts);
    }

    public boolean holdsFor(ListingFacts facts) {
        return prepared().test(facts);
    }

    /// The same test for many listings: the wanted texts are made comparable only once.
    public Predicate<ListingFacts> prepared() {
        return match == Match.IS_EMPTY ? facts -> isEmpty(word.of(facts)) : anyFits(wanted());
    }

    private static boolean isEmpty(List<String> texts) {
        for (var text : texts) {
            if (!text.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private WantedText[] wanted() {
        return texts.stream().map(text -> WantedText.of(this, text)).toArray(WantedText[]::new);
    }

    private Predicate<ListingFacts> anyFits(WantedText[] wanted) {
        return facts -> {
            for (var text : word.of(facts)) {
                for (var each : wanted) {
                    if (each.isFittedBy(text)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }
}
