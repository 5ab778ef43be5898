package io.stockrule.language.writing;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Span;
import io.stockrule.language.reading.SourceText;
import java.util.List;
import java.util.stream.Collectors;

/// Shows diagnostics as text: where, what, the line with the place underlined, and what to write instead.
public final class Rendering {
    /// A longer line is shown around the place only, so that a huge line with many mistakes stays readable.
    private static final int WIDEST = 160;

    private static final int BEFORE = 40;

    private final String fileName;
    private final List<String> lines;

    private Rendering(String fileName, List<String> lines) {
        this.fileName = fileName;
        this.lines = lines;
    }

    /// The diagnostics one below the other, each line ended; empty when there is none.
    ///
    /// @param text the text that was checked
    public static String render(String fileName, String text, List<Diagnostic> diagnostics) {
        var rendering = new Rendering(fileName, SourceText.shownLines(text));
        return diagnostics.stream().map(rendering::one).collect(Collectors.joining());
    }

    private String one(Diagnostic diagnostic) {
        var span = diagnostic.span();
        return "%s:%d:%d: %s%s %s\n"
                        .formatted(
                                fileName,
                                span.line(),
                                span.column(),
                                diagnostic.isError() ? "" : "warning ",
                                diagnostic.code().id(),
                                diagnostic.message())
                + excerpt(span, diagnostic.also())
                + diagnostic.help().map(Rendering::help).orElse("");
    }

    /// Other places are shown where they are on the same line, or on lines of their own.
    private String excerpt(Span span, List<Span> also) {
        var beside = also.stream()
                .filter(each -> each.line() == span.line() && each.column() >= span.column() + span.length())
                .toList();
        var elsewhere = also.stream().filter(each -> each.line() != span.line());
        return excerptOf(span, beside)
                + elsewhere.map(each -> excerptOf(each, List.of())).collect(Collectors.joining());
    }

    private String excerptOf(Span span, List<Span> beside) {
        var line = span.line() <= lines.size() ? lines.get(span.line() - 1) : "";
        int[] shown = line.codePoints().toArray();
        int start = shown.length <= WIDEST ? 0 : Math.max(0, span.column() - 1 - BEFORE);
        int end = Math.min(shown.length, start + WIDEST);
        var number = String.valueOf(span.line());
        return "  %s | %s%s%s\n"
                        .formatted(
                                number, start > 0 ? "…" : "", between(shown, start, end), end < shown.length ? "…" : "")
                + "  %s | %s%s%s\n"
                        .formatted(
                                " ".repeat(number.length()),
                                start > 0 ? " " : "",
                                " ".repeat(width(shown, start, span.column() - 1)),
                                carets(shown, span, end) + besides(shown, span, beside, end));
    }

    private static String besides(int[] shown, Span first, List<Span> beside, int end) {
        var carets = new StringBuilder();
        var last = first;
        for (var next : beside) {
            if (next.column() + next.length() - 1 <= end) {
                carets.append(" ".repeat(width(shown, last.column() - 1 + last.length(), next.column() - 1)))
                        .append(carets(shown, next, end));
                last = next;
            }
        }
        return carets.toString();
    }

    private static String carets(int[] shown, Span span, int end) {
        int last = Math.min(span.column() - 1 + span.length(), Math.max(end, span.column()));
        return "^".repeat(Math.max(1, width(shown, span.column() - 1, last)));
    }

    private static String between(int[] codePoints, int start, int end) {
        return new String(codePoints, start, Math.max(0, end - start));
    }

    /// Columns on a screen, which differ from code points: a combining mark takes none, a Chinese character two.
    private static int width(int[] codePoints, int from, int to) {
        int width = 0;
        for (int i = from; i < to; i++) {
            width += i < codePoints.length ? width(codePoints[i]) : 1;
        }
        return width;
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return Character.isEmojiPresentation(codePoint)
                || switch (Character.UnicodeScript.of(codePoint)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
                    default -> false;
                };
    }

    private static String help(String help) {
        return "  help: " + help.replace("\n", "\n        ") + "\n";
    }
}
