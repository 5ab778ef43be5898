package io.stockrule.table;

/// One thing wrong with a stock file, told to the person who made it.
///
/// @param line from 1
/// @param column from 1, counted in code points
public record Mistake(long line, int column, String message) {
    private static final int LONGEST_QUOTE = 60;

    public static Mistake at(Cell cell, String message) {
        return new Mistake(cell.line(), cell.column(), message);
    }

    /// The file's own words in quotes: shortened, and without what could move a terminal's cursor.
    public static String quoted(String text) {
        var shown = new StringBuilder("\"");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .map(each -> isShowable(each) ? each : 0xFFFD)
                .forEach(shown::appendCodePoint);
        return shown.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…\"" : "\"")
                .toString();
    }

    private static boolean isShowable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
