package io.stockrule.editor;

import io.stockrule.language.Edit;
import io.stockrule.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/// Where the lines of a text are, so that a place can be told as an editor counts it (lines from 0, columns from 0 in
/// UTF-16 code units) and as the language does (both from 1, columns in code points). A line ends with `\n`, `\r\n` or
/// `\r`, for both.
final class DocumentLines {
    private static final String MARK = "\uFEFF";

    private final String text;
    private final List<Line> lines = new ArrayList<>();

    /// @param start of its first character; of the first line, behind a mark of the byte order, which the language
    ///     does not count
    /// @param end behind its last character, before what ends it
    private record Line(int start, int end) {}

    DocumentLines(String text) {
        this.text = text;
        int start = text.startsWith(MARK) ? MARK.length() : 0;
        for (int i = start; i < text.length(); i++) {
            if (isLineEnd(text.charAt(i))) {
                lines.add(new Line(start, i));
                i += endsWithTwo(i) ? 1 : 0;
                start = i + 1;
            }
        }
        lines.add(new Line(start, text.length()));
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    private boolean endsWithTwo(int at) {
        return text.startsWith("\r\n", at);
    }

    /// A place of the language.
    ///
    /// @param line from 1
    /// @param column from 1, in code points
    record Place(int line, int column) {}

    Place place(Position position) {
        int number = Math.clamp(position.getLine(), 0, lines.size() - 1);
        var line = lines.get(number);
        return new Place(number + 1, text.codePointCount(line.start, Math.max(line.start, offset(position))) + 1);
    }

    Position position(int line, int column) {
        int number = Math.clamp(line - 1L, 0, lines.size() - 1);
        var there = lines.get(number);
        int points = Math.clamp(column - 1L, 0, text.codePointCount(there.start, there.end));
        return at(number, text.offsetByCodePoints(there.start, points));
    }

    /// Characters behind the end of a line, and lines behind the last, are the end, as the protocol has it.
    ///
    /// @return in the whole text
    int offset(Position position) {
        if (position.getLine() >= lines.size()) {
            return text.length();
        }
        int number = Math.max(0, position.getLine());
        return (int) Math.min(begin(number) + (long) Math.max(0, position.getCharacter()), lines.get(number).end);
    }

    Range range(Span span) {
        return new Range(position(span.line(), span.column()), position(span.line(), span.column() + span.length()));
    }

    /// Of whole lines, both from 0 and included, without what ends the last.
    Range range(int first, int last) {
        return new Range(at(first, lines.get(first).start), at(last, lines.get(last).end));
    }

    /// Before the first character of a line, a mark of the byte order behind it.
    Position start(int number) {
        return at(number, lines.get(number).start);
    }

    TextEdit edit(Edit edit) {
        return new TextEdit(
                range(new Span(edit.line(), edit.column(), edit.length())),
                edit.replacement().replace("\n", lineEnd()));
    }

    String text(Span span) {
        var range = range(span);
        return text.substring(offset(range.getStart()), offset(range.getEnd()));
    }

    /// Without what ends them.
    List<String> lines() {
        return lines.stream().map(each -> text.substring(each.start, each.end)).toList();
    }

    /// What ends the first line, and so most likely those that are put in.
    String lineEnd() {
        return lines.size() == 1 ? "\n" : end(0);
    }

    boolean hasMixedEnds() {
        return IntStream.range(0, lines.size() - 1)
                        .mapToObj(this::end)
                        .distinct()
                        .count()
                > 1;
    }

    private String end(int number) {
        return text.substring(lines.get(number).end, lines.get(number + 1).start);
    }

    private Position at(int number, int offset) {
        return new Position(number, offset - begin(number));
    }

    /// Where an editor begins to count the line.
    private int begin(int number) {
        return number == 0 ? 0 : lines.get(number).start;
    }
}
