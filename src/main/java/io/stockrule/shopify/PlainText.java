package io.stockrule.shopify;

import java.util.regex.Pattern;

/// Texts that people write: anything but control characters and broken surrogates, which a database may refuse.
final class PlainText {
    static final String REGEXP = "[^\\p{Cc}\\p{Cs}]*";
    static final String MESSAGE = "must not contain control characters";

    private static final Pattern OTHERS = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private PlainText() {}

    /// With a blank for everything that is not plain.
    static String of(String text) {
        return OTHERS.matcher(text).replaceAll(" ");
    }
}
