package io.stockrule.language.writing;

import java.util.List;

/// A line of a formatted text.
///
/// @param code the words, empty where there are none
/// @param comment from its `#` on, empty where there is none
record FormattedLine(String indent, String code, String comment) {
    private static final int APART = 2;

    boolean isBlank() {
        return code.isEmpty() && comment.isEmpty();
    }

    /// Comments behind the words of neighbouring lines stand below each other.
    static String join(List<FormattedLine> lines) {
        var text = new StringBuilder();
        int column = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i == 0 || !lines.get(i - 1).hasBoth()) {
                column = widestFrom(lines, i) + APART;
            }
            text.append(lines.get(i).written(column)).append('\n');
        }
        return text.toString();
    }

    private static int widestFrom(List<FormattedLine> lines, int start) {
        return lines.stream()
                .skip(start)
                .takeWhile(FormattedLine::hasBoth)
                .mapToInt(FormattedLine::width)
                .max()
                .orElse(0);
    }

    private boolean hasBoth() {
        return !code.isEmpty() && !comment.isEmpty();
    }

    int width() {
        return indent.length() + code.codePointCount(0, code.length());
    }

    private String written(int column) {
        if (isBlank()) {
            return "";
        }
        return hasBoth() ? indent + code + " ".repeat(column - width()) + comment : indent + code + comment;
    }
}
