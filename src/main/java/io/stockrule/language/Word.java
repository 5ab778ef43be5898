package io.stockrule.language;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/// A text of a listing, by the word that the language has for it.
public sealed interface Word {
    /// A word that every listing has something under, be it nothing but an empty text.
    enum Named implements Word {
        SKU("sku", facts -> List.of(facts.variant().sku())),
        VENDOR("vendor", facts -> List.of(facts.variant().vendor())),
        PRODUCT_TYPE("product type", facts -> List.of(facts.variant().productType())),
        TAG("tag", facts -> facts.variant().tags()),
        BARCODE("barcode", facts -> List.of(facts.variant().barcode())),
        TITLE("title", facts -> List.of(facts.variant().title())),
        MARKETPLACE("marketplace", facts -> List.of(facts.marketplace())),
        COLLECTION("collection", facts -> facts.variant().collections()),
        PRODUCT_STATUS("product status", facts -> List.of(facts.variant().productStatus()));

        private final String written;
        private final Function<ListingFacts, List<String>> texts;

        Named(String written, Function<ListingFacts, List<String>> texts) {
            this.written = written;
            this.texts = texts;
        }

        @Override
        public String written() {
            return written;
        }

        @Override
        public List<String> of(ListingFacts facts) {
            return texts.apply(facts);
        }
    }

    /// `metafield "custom.season"`: what a shop says of a variant or its product beyond Shopify's own fields.
    ///
    /// @param name namespace and key as Shopify has them; [io.stockrule.stock.MetafieldName] says what they may be
    record Metafield(String name) implements Word {
        @Override
        public String written() {
            return "metafield \"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }

        @Override
        public List<String> of(ListingFacts facts) {
            return List.of(facts.variant().metafields().getOrDefault(name, ""));
        }
    }

    /// As the language has them; metafields come behind, by their names.
    static Comparator<Word> order() {
        return Comparator.comparingInt(Word::place).thenComparing(Word::written);
    }

    private static int place(Word word) {
        return word instanceof Named named ? named().indexOf(named) : named().size();
    }

    /// Those that have a word of their own, in the order of the language.
    static List<Word> named() {
        return List.of(Named.values());
    }

    /// Those under which a listing may have something: the named ones, and the metafields that it has.
    static Stream<Word> of(VariantFacts variant) {
        return Stream.concat(
                named().stream(),
                variant.metafields().keySet().stream().sorted().map(Metafield::new));
    }

    /// As it stands in a profile, such as `product type`.
    String written();

    /// A listing has several of these.
    default boolean isMany() {
        return this == Named.TAG || this == Named.COLLECTION;
    }

    /// SKUs and barcodes compare letter by letter; with all others, capitals and small letters are the same.
    default boolean ignoresCase() {
        return this != Named.SKU && this != Named.BARCODE;
    }

    /// A text of this word in the form in which two of them are compared: to capitals and back, as some letters,
    /// such as ſ, differ from others only as small ones.
    default String comparable(String text) {
        if (ignoresCase() && isAscii(text)) {
            return text.toLowerCase(Locale.ROOT); // of which the rest would come to the same
        }
        return ignoresCase()
                ? Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT)
                : text;
    }

    /// Such texts are compared letter by letter, whatever the language.
    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// What a listing has under this word: one text, possibly empty, or as many as there are tags or collections.
    List<String> of(ListingFacts facts);
}
