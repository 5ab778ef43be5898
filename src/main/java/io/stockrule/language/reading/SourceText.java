package io.stockrule.language.reading;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A profile text made safe to read: every line ends with `\n`, and what could hide something is blanked.
///
/// Its lines and columns are those of the text as the merchant wrote it, so that an editor underlines the right place.
/// What a decomposed character means is settled where a quoted text is read.
public record SourceText(String text) {
    /// 64 KiB in UTF-8.
    static final int LARGEST = 64 * 1024;

    public static SourceText read(String raw, Findings findings) {
        int size = raw.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            findings.add(tooLarge(size));
            return new SourceText("");
        }
        return new SourceText(withoutForbidden(withPlainLineEnds(raw), findings));
    }

    /// The lines as they can be shown: one column a code point, and nothing that moves the cursor.
    public static List<String> shownLines(String raw) {
        var shown = new StringBuilder();
        withPlainLineEnds(raw)
                .codePoints()
                .map(each -> each == '\t' ? ' ' : isForbidden(each) ? 0xFFFD : each)
                .forEach(shown::appendCodePoint);
        return List.of(shown.toString().split("\n", -1));
    }

    private static String withPlainLineEnds(String raw) {
        var withoutMark = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        return withoutMark.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String withoutForbidden(String text, Findings findings) {
        var clean = new StringBuilder(text.length());
        int line = 1;
        int column = 1;
        for (int codePoint : text.codePoints().toArray()) {
            boolean forbidden = isForbidden(codePoint);
            if (forbidden) {
                findings.add(forbidden(codePoint, new Span(line, column, 1)));
            }
            clean.appendCodePoint(forbidden ? ' ' : codePoint);
            line += codePoint == '\n' ? 1 : 0;
            column = codePoint == '\n' ? 1 : column + 1;
        }
        return clean.toString();
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != '\n' && codePoint != '\t';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isBidirectionalOverride(codePoint);
        };
    }

    /// Embeddings, overrides and isolates: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
    private static boolean isBidirectionalOverride(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static Diagnostic forbidden(int codePoint, Span span) {
        return Diagnostic.error(
                Code.FORBIDDEN_CHARACTER,
                span,
                String.format(Locale.ROOT, "the invisible character U+%04X is not allowed", codePoint),
                "delete it; it may have come along with copied text");
    }

    private static Diagnostic tooLarge(int size) {
        return Diagnostic.error(
                Code.TEXT_TOO_LARGE,
                new Span(1, 1, 1),
                "a profile has at most %d bytes, this one has %d".formatted(LARGEST, size),
                "split it into several profiles");
    }
}
