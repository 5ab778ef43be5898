package io.stockrule.language.editing;

import io.stockrule.language.Span;
import io.stockrule.language.reading.StatementTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/// The lines of a text while statements of it are replaced, taken out and put in. Comments, line ends and every line
/// that no change is about stay as they are.
final class EditedLines {
    private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\r|\n|\\z)");
    private static final String MARK = "\uFEFF";

    private final String mark;
    private final List<Line> lines = new ArrayList<>();

    private static final class Line {
        private String words;
        private final String end;
        private boolean isGone;
        private final List<String> putBehind = new ArrayList<>();

        Line(String words, String end) {
            this.words = words;
            this.end = end;
        }
    }

    EditedLines(String text) {
        mark = text.startsWith(MARK) ? MARK : "";
        Matcher line = LINE.matcher(text.substring(mark.length()));
        while (line.find() && (!line.group().isEmpty() || lines.isEmpty())) {
            lines.add(new Line(line.group(1), line.group(2)));
        }
    }

    /// @param words what stands there instead; empty takes the statement out, and the lines that only it stood on
    void replace(StatementTokens statement, String words) {
        var ofLines = new TreeMap<Integer, List<Token>>();
        statement
                .tokens()
                .forEach(each -> ofLines.computeIfAbsent(each.getLine(), _ -> new ArrayList<>())
                        .add(each));
        var first = ofLines.firstKey();
        ofLines.forEach((number, tokens) -> replace(number, tokens, number.equals(first) ? words : ""));
    }

    private void replace(int number, List<Token> tokens, String words) {
        var line = lines.get(number - 1);
        int start = line.words.offsetByCodePoints(
                0, StatementTokens.spanOf(tokens.getFirst()).column() - 1);
        int end = line.words.offsetByCodePoints(0, endOf(StatementTokens.spanOf(tokens.getLast())));
        var rest = line.words.substring(end);
        line.words = words.isEmpty() ? rest.strip() : line.words.substring(0, start) + words + rest;
        line.isGone = line.words.isEmpty();
    }

    private static int endOf(Span span) {
        return span.column() - 1 + span.length();
    }

    /// Below a line; what is put there first stays above what comes after.
    void putBehind(int number, String words) {
        lines.get(number - 1).putBehind.add(words);
    }

    /// Whether a line has nothing in it, and another follows.
    boolean isBlankBetween(int number) {
        return number < lines.size() && lines.get(number - 1).words.isBlank();
    }

    String text() {
        var usual = lines.getFirst().end.isEmpty() ? "\n" : lines.getFirst().end;
        var text = new StringBuilder(mark);
        for (var line : lines) {
            if (!line.isGone) {
                text.append(line.words).append(line.end);
            }
            for (var words : line.putBehind) {
                text.append(endsLine(text) ? "" : usual).append(words).append(usual);
            }
        }
        return text.toString();
    }

    private static boolean endsLine(StringBuilder text) {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n' || text.charAt(text.length() - 1) == '\r';
    }
}
