package io.stockrule.amazon;

/// Texts from outside, made fit to be stored and shown: of bounded length, and without what a database refuses
/// (PostgreSQL stores no NUL, and UTF-8 has no half characters).
final class ForeignText {
    private static final int MOST = 1_000;

    private ForeignText() {}

    static String clean(String text) {
        var start = text.length() <= MOST ? text : text.substring(0, MOST) + "…";
        return start.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
    }
}
