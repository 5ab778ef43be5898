package io.stockrule.editor;

import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/// What makes another text of one, leaving alone the lines that both have. Line ends are the editor's own.
final class TextChanges {
    private TextChanges() {}

    static List<TextEdit> between(DocumentLines lines, String after) {
        var is = lines.lines();
        var wanted = new DocumentLines(after).lines();
        if (lines.hasMixedEnds()) { // where a line between them becomes empty, they could come to be one
            return is.equals(wanted) ? List.of() : List.of(atTheEnd(lines, 0, is.size(), wanted));
        }
        int first = common(is, wanted);
        int last = common(
                is.subList(first, is.size()).reversed(),
                wanted.subList(first, wanted.size()).reversed());
        if (is.size() == wanted.size()) {
            return IntStream.range(first, is.size() - last)
                    .filter(i -> !is.get(i).equals(wanted.get(i)))
                    .mapToObj(i -> new TextEdit(lines.range(i, i), wanted.get(i)))
                    .toList();
        }
        return List.of(replaced(lines, first, is.size() - last, wanted.subList(first, wanted.size() - last)));
    }

    private static int common(List<String> one, List<String> other) {
        int common = 0;
        while (common < Math.min(one.size(), other.size()) && one.get(common).equals(other.get(common))) {
            common++;
        }
        return common;
    }

    /// Lines from one up to another, not included; each of those that come instead brings its end.
    private static TextEdit replaced(DocumentLines lines, int from, int to, List<String> instead) {
        var end = lines.lineEnd();
        if (to < lines.lines().size()) {
            var text = instead.isEmpty() ? "" : String.join(end, instead) + end;
            return new TextEdit(new Range(lines.start(from), lines.start(to)), text);
        }
        return atTheEnd(lines, from, to, instead);
    }

    /// Nothing ends the last line, so the end of the line before comes and goes with it.
    private static TextEdit atTheEnd(DocumentLines lines, int from, int to, List<String> instead) {
        var end = lines.lineEnd();
        var last = lines.range(to - 1, to - 1).getEnd();
        if (from == 0) {
            return new TextEdit(new Range(lines.start(0), last), String.join(end, instead));
        }
        Position before = lines.range(from - 1, from - 1).getEnd();
        return new TextEdit(new Range(before, last), instead.isEmpty() ? "" : end + String.join(end, instead));
    }
}
