package io.stockrule.shopify;

/// Texts that people write: anything but control characters and broken surrogates, which a database may refuse.
final class PlainText {
    static final String REGEXP = "[^\\p{Cc}\\p{Cs}]*";
    static final String MESSAGE = "must not contain control characters";

    private PlainText() {}
}
