package io.stockrule.access;

import java.util.regex.Pattern;

/// Texts that people write: anything but control characters and broken surrogates, which a database may refuse.
public final class PlainText {
    public static final String REGEXP = "[^\\p{Cc}\\p{Cs}]*";
    public static final String MESSAGE = "must not contain control characters";

    private static final Pattern OTHERS = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private PlainText() {}

    /// A plain loop: a shop has millions of texts.
    public static boolean is(String text) {
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            int kind = Character.getType(letter);
            if (kind == Character.CONTROL || kind == Character.SURROGATE) {
                return false;
            }
            at += Character.charCount(letter);
        }
        return true;
    }

    /// With a blank for everything that is not plain.
    public static String of(String text) {
        return is(text) ? text : OTHERS.matcher(text).replaceAll(" ");
    }
}
