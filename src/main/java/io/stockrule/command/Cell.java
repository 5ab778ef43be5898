package io.stockrule.command;

/// What stands between two separators, without its quotes.
///
/// @param line and column are those of its first character, a quote if there is one
record Cell(String text, long line, int column) {
    boolean isEmpty() {
        return text.isBlank();
    }
}
