package io.stockrule.language;

/// Reads a profile text and says everything that is wrong with it.
public final class Checker {
    private Checker() {}

    /// Checks one profile text. Never throws, whatever the text.
    public static Checked check(String text, KnownNames known) {
        throw new UnsupportedOperationException("not yet");
    }
}
