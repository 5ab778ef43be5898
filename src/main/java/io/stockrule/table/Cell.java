package io.stockrule.table;

/// What stands between two separators, without its quotes.
///
/// @param line and column are those of its first character, a quote if there is one
/// @param quoted whether it stood in quotes
public record Cell(String text, long line, int column, boolean quoted) {
    public boolean isEmpty() {
        return text.isBlank();
    }
}
