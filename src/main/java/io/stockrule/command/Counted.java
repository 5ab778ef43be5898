package io.stockrule.command;

import java.util.Locale;

/// A number with what it counts: `1 line`, `1,200 lines`.
final class Counted {
    private Counted() {}

    /// @param what one of them, of those that take an s
    static String of(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /// `none` instead of 0.
    static String orNone(long number) {
        return number == 0 ? "none" : String.format(Locale.ROOT, "%,d", number);
    }
}
