package io.stockrule.command;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a column of a stock file holds, by its name.
sealed interface Meaning {
    String LEVEL = "level:";

    /// Units in the warehouse of this name.
    record Level(String warehouse) implements Meaning {}

    /// The other columns, by the words of the language.
    enum Word implements Meaning {
        SKU,
        AVAILABLE,
        TITLE,
        VENDOR,
        PRODUCT_TYPE,
        TAG,
        BARCODE,
        COLLECTION,
        MARKETPLACE,
        PACK,
        KEEPS_SELLING;

        /// The first is the language's own.
        private List<String> names() {
            return switch (this) {
                case PRODUCT_TYPE -> List.of("product type", "type");
                case TAG -> List.of("tag", "tags");
                case COLLECTION -> List.of("collection", "collections");
                case KEEPS_SELLING -> List.of("shopify keeps selling");
                case SKU, AVAILABLE, TITLE, VENDOR, BARCODE, MARKETPLACE, PACK ->
                    List.of(name().toLowerCase(Locale.ROOT));
            };
        }
    }

    static Optional<Meaning> of(String column) {
        var name = Normalizer.normalize(column.strip(), Normalizer.Form.NFC);
        if (name.regionMatches(true, 0, LEVEL, 0, LEVEL.length())) {
            return Optional.of(new Level(name.substring(LEVEL.length()).strip()));
        }
        var lowerCase = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(Word.values())
                .filter(word -> word.names().contains(lowerCase))
                .<Meaning>map(word -> word)
                .findFirst();
    }

    /// Every name that a column may have, but those of levels.
    static List<String> names() {
        return Stream.of(Word.values()).flatMap(word -> word.names().stream()).toList();
    }

    /// As it is written in a header.
    default String inHeader() {
        return switch (this) {
            case Level level -> LEVEL + level.warehouse();
            case Word word -> word.names().getFirst();
        };
    }
}
