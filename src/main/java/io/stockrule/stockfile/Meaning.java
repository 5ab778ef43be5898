package io.stockrule.stockfile;

import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.OverrideCells;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a column of a stock file holds, by its name: one of our own, or one of Shopify's exports. Shopify has
/// renamed the columns of both of them; the older names and the newer ones are known
/// (https://help.shopify.com/en/manual/products/inventory/getting-started-with-inventory/inventory-csv,
/// https://help.shopify.com/en/manual/products/import-export/using-csv).
public sealed interface Meaning {
    String LEVEL = "level:";

    /// Units in the warehouse of this name.
    record Level(String warehouse) implements Meaning {}

    /// What the warehouse of this name holds beside what is available: `on hand:Berlin`.
    record HeldLevel(HeldPart part, String warehouse) implements Meaning {
        static Optional<Meaning> of(String column) {
            return Stream.of(HeldPart.values())
                    .filter(part -> column.regionMatches(
                            true, 0, prefix(part), 0, prefix(part).length()))
                    .<Meaning>map(part -> new HeldLevel(
                            part, column.substring(prefix(part).length()).strip()))
                    .findFirst();
        }

        private static String prefix(HeldPart part) {
            return part.written() + ":";
        }
    }

    /// Texts of the metafield of this name: `metafield custom.season`.
    record Metafield(String name) implements Meaning {
        static final String START = "metafield ";
    }

    /// What an old tool listed. Only files that a profile is learned from have it, so that no name of a
    /// column means it by itself.
    record Listed() implements Meaning {
        public static final String NAME = "listed";
    }

    /// The other columns, by the words of the language.
    enum Word implements Meaning {
        SKU,
        AVAILABLE,
        ON_HAND,
        COMMITTED,
        INCOMING,
        TITLE,
        VENDOR,
        PRODUCT_TYPE,
        TAG,
        BARCODE,
        COLLECTION,
        MARKETPLACE,
        PRODUCT_STATUS,
        PACK,
        KEEPS_SELLING,
        /// The product's, in Shopify's exports.
        HANDLE,
        /// What tells the variants of a product from each other.
        OPTION_1,
        OPTION_2,
        OPTION_3,
        /// The warehouse that the row is about.
        LOCATION,
        /// Who counts the stock; empty: nobody does.
        TRACKER,
        /// What is set for the listing, over what its profile says.
        RESERVE_MORE,
        CAP,
        PIN;

        /// The first is the language's own.
        List<String> names() {
            return switch (this) {
                case SKU -> List.of("sku", "variant sku");
                case AVAILABLE ->
                    List.of("available", "available (not editable)", "variant inventory qty", "inventory quantity");
                case ON_HAND -> List.of("on hand", "on hand (current)");
                case COMMITTED -> List.of("committed", "committed (not editable)");
                case INCOMING -> List.of("incoming", "incoming (not editable)");
                case PRODUCT_TYPE -> List.of("product type", "type");
                case PRODUCT_STATUS -> List.of("product status");
                case TAG -> List.of("tag", "tags");
                case BARCODE -> List.of("barcode", "variant barcode");
                case COLLECTION -> List.of("collection", "collections");
                case KEEPS_SELLING ->
                    List.of("shopify keeps selling", "variant inventory policy", "continue selling when out of stock");
                case HANDLE -> List.of("handle", "url handle");
                case OPTION_1 -> List.of("option1 value");
                case OPTION_2 -> List.of("option2 value");
                case OPTION_3 -> List.of("option3 value");
                case TRACKER -> List.of("inventory tracker", "variant inventory tracker");
                case RESERVE_MORE -> List.of(OverrideCells.column(ListingOverride.Kind.RESERVE));
                case CAP -> List.of(OverrideCells.column(ListingOverride.Kind.CAP));
                case PIN -> List.of(OverrideCells.column(ListingOverride.Kind.PIN));
                case TITLE, VENDOR, MARKETPLACE, PACK, LOCATION -> List.of(name().toLowerCase(Locale.ROOT));
            };
        }
    }

    /// Names compare as they look: without blanks around them, and accents in one way.
    static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    static Optional<Meaning> of(String column) {
        var name = normal(column);
        if (name.regionMatches(true, 0, LEVEL, 0, LEVEL.length())) {
            return Optional.of(new Level(name.substring(LEVEL.length()).strip()));
        }
        var held = HeldLevel.of(name);
        if (held.isPresent()) {
            return held;
        }
        if (name.regionMatches(true, 0, Metafield.START, 0, Metafield.START.length())) {
            return Optional.of(
                    new Metafield(name.substring(Metafield.START.length()).strip()));
        }
        var lowerCase = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(Word.values())
                .filter(word -> word.names().contains(lowerCase))
                .<Meaning>map(word -> word)
                .findFirst();
    }

    /// Whether only profiles look at it that look at more than what is available.
    default boolean isHeld() {
        return this instanceof HeldLevel || this == Word.ON_HAND || this == Word.COMMITTED || this == Word.INCOMING;
    }

    /// Every name that a column may have, but those of levels and metafields.
    static List<String> names() {
        return Stream.of(Word.values()).flatMap(word -> word.names().stream()).toList();
    }

    /// As it is written in a header.
    default String inHeader() {
        return switch (this) {
            case Level level -> LEVEL + level.warehouse();
            case HeldLevel held -> HeldLevel.prefix(held.part()) + held.warehouse();
            case Metafield metafield -> Metafield.START + metafield.name();
            case Listed _ -> Listed.NAME;
            case Word word -> word.names().getFirst();
        };
    }
}
