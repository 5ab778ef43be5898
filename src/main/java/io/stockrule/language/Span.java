package io.stockrule.language;

/// Where something stood in a profile text.
///
/// @param line from 1
/// @param column from 1, counted in code points
/// @param length in code points, at least 1 so that there is something to underline
public record Span(int line, int column, int length) implements Comparable<Span> {
    /// Of what was not read from a text.
    public static final Span NOWHERE = new Span(1, 1, 1);

    @Override
    public int compareTo(Span other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
