package io.stockrule.access.exact;

import java.util.regex.Pattern;

/// What a text may consist of to be stored and written anywhere: every character but NUL and halves of pairs.
public final class StorableText {
    private static final Pattern OTHERS = Pattern.compile("[\\x00\\p{Cs}]");

    private StorableText() {}

    static boolean is(String text) {
        return !OTHERS.matcher(text).find();
    }

    /// With a mark for each character that cannot be stored.
    public static String of(String text) {
        return OTHERS.matcher(text).replaceAll("\uFFFD");
    }
}
