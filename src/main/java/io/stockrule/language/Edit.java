package io.stockrule.language;

import static java.util.Comparator.comparingInt;

import java.util.Comparator;

/// One change of a text: what stands at a place is replaced by something else.
///
/// @param line from 1; a change never goes beyond its line
/// @param column from 1, in code points, as in a [Span]
/// @param length in code points; 0 puts something in and takes nothing away
/// @param replacement may have line ends, always `\n`
public record Edit(int line, int column, int length, String replacement) implements Comparable<Edit> {
    private static final Comparator<Edit> BY_PLACE =
            comparingInt(Edit::line).thenComparingInt(Edit::column).thenComparingInt(Edit::length);

    public static Edit of(Span span, String replacement) {
        return new Edit(span.line(), span.column(), span.length(), replacement);
    }

    /// Where it ends, as a column: that of the first code point that stays.
    int end() {
        return column + length;
    }

    @Override
    public int compareTo(Edit other) {
        return BY_PLACE.compare(this, other);
    }
}
