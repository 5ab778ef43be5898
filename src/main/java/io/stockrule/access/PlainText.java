package io.stockrule.access;

import java.util.regex.Pattern;

/// Texts that people write: anything but control characters and broken surrogates, which a database may refuse.
public final class PlainText {
    public static final String REGEXP = "[^\\p{Cc}\\p{Cs}]*";
    public static final String MESSAGE = "must not contain control characters";

    private static final Pattern OTHERS = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private PlainText() {}

    public static boolean is(String text) {
        return !OTHERS.matcher(text).find();
    }

    /// With a blank for everything that is not plain.
    public static String of(String text) {
        return OTHERS.matcher(text).replaceAll(" ");
    }
}
