package io.stockrule.amazon;

/// Texts from outside, kept to a length that can be stored and shown.
final class Words {
    private static final int MOST = 1_000;

    private Words() {}

    static String shortened(String text) {
        return text.length() <= MOST ? text : text.substring(0, text.offsetByCodePoints(MOST - 2, 0)) + "…";
    }
}
