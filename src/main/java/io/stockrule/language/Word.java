package io.stockrule.language;

import io.stockrule.stock.ListingFacts;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// The texts of a listing, by the words that the language has for them.
public enum Word {
    SKU("sku"),
    VENDOR("vendor"),
    PRODUCT_TYPE("product type"),
    TAG("tag"),
    BARCODE("barcode"),
    TITLE("title"),
    MARKETPLACE("marketplace"),
    COLLECTION("collection");

    private final String written;

    Word(String written) {
        this.written = written;
    }

    /// As it stands in a profile, such as `product type`.
    public String written() {
        return written;
    }

    /// A listing has several of these.
    public boolean isMany() {
        return this == TAG || this == COLLECTION;
    }

    /// SKUs and barcodes compare letter by letter; with all others, capitals and small letters are the same.
    public boolean ignoresCase() {
        return this != SKU && this != BARCODE;
    }

    /// A text of this word in the form in which two of them are compared: to capitals and back, as some letters,
    /// such as ſ, differ from others only as small ones.
    public String comparable(String text) {
        if (ignoresCase() && isAscii(text)) {
            return text.toLowerCase(Locale.ROOT); // of which the rest would come to the same
        }
        return ignoresCase()
                ? Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT)
                : text;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// What a listing has under this word: one text, possibly empty, or as many as there are tags or collections.
    public List<String> of(ListingFacts facts) {
        var variant = facts.variant();
        return switch (this) {
            case SKU -> List.of(variant.sku());
            case VENDOR -> List.of(variant.vendor());
            case PRODUCT_TYPE -> List.of(variant.productType());
            case TAG -> variant.tags();
            case BARCODE -> List.of(variant.barcode());
            case TITLE -> List.of(variant.title());
            case MARKETPLACE -> List.of(facts.marketplace());
            case COLLECTION -> variant.collections();
        };
    }
}
