package io.stockrule.editor;

import static java.util.Comparator.comparingInt;

import java.util.List;
import org.eclipse.lsp4j.TextEdit;

/// What an editor makes of edits, counted as the protocol says and by no code of ours.
final class EditedText {
    private EditedText() {}

    static String of(String text, List<? extends TextEdit> edits) {
        var result = new StringBuilder(text);
        edits.stream()
                .sorted(comparingInt(
                                (TextEdit each) -> offset(text, each.getRange().getStart()))
                        .reversed())
                .forEach(each -> result.replace(
                        offset(text, each.getRange().getStart()),
                        offset(text, each.getRange().getEnd()),
                        each.getNewText()));
        return result.toString();
    }

    static int offset(String text, org.eclipse.lsp4j.Position place) {
        var lineEnds = java.util.regex.Pattern.compile("\r\n|\r|\n").matcher(text);
        int start = 0;
        for (int line = 0; line < place.getLine(); line++) {
            if (!lineEnds.find()) {
                throw new IllegalArgumentException("no such line: " + place);
            }
            start = lineEnds.end();
        }
        int end = lineEnds.find() ? lineEnds.start() : text.length();
        if (start + place.getCharacter() > end) {
            throw new IllegalArgumentException("behind the end of the line: " + place);
        }
        return start + place.getCharacter();
    }
}
