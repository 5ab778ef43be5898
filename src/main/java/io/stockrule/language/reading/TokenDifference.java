package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Edit;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// The fewest words to change so that one statement becomes another. What stays, stays as it was typed, and so do the
/// comments and line ends around it.
final class TokenDifference {
    private final List<Token> before;
    private final List<Token> after;

    /// How many words can stay of those from here on.
    private final int[][] staying;

    private TokenDifference(List<Token> before, List<Token> after) {
        this.before = before;
        this.after = after;
        this.staying = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                staying[i][j] = same(i, j) ? staying[i + 1][j + 1] + 1 : Math.max(staying[i + 1][j], staying[i][j + 1]);
            }
        }
    }

    static List<Edit> edits(List<Token> before, List<Token> after) {
        return new TokenDifference(before, after).edits();
    }

    /// A statement as it is written down: one space between words, none before a comma.
    static String spelt(List<Token> tokens) {
        var text = new StringBuilder();
        Token last = null;
        for (var token : tokens) {
            boolean close = last == null
                    || token.getType() == StockruleLexer.COMMA
                    || token.getType() == StockruleLexer.CLOSE
                    || last.getType() == StockruleLexer.OPEN;
            text.append(close ? "" : " ").append(token.getText());
            last = token;
        }
        return text.toString();
    }

    private boolean same(int i, int j) {
        return before.get(i).getText().equalsIgnoreCase(after.get(j).getText());
    }

    private List<Edit> edits() {
        var edits = new ArrayList<Edit>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int fromI = i;
            int fromJ = j;
            while (i < before.size() && j < after.size() && same(i, j)) {
                i++;
                j++;
            }
            if (i > fromI) {
                continue;
            }
            while (!(i < before.size() && j < after.size() && same(i, j)) && (i < before.size() || j < after.size())) {
                if (j == after.size() || i < before.size() && staying[i + 1][j] >= staying[i][j + 1]) {
                    i++;
                } else {
                    j++;
                }
            }
            change(fromI, i, after.subList(fromJ, j), edits);
        }
        return edits;
    }

    private void change(int from, int to, List<Token> by, List<Edit> edits) {
        if (from == to) {
            edits.add(putIn(from, by));
            return;
        }
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || before.get(i).getLine() != before.get(start).getLine()) {
                edits.add(replace(start, i, start == from ? spelt(by) : ""));
                start = i;
            }
        }
    }

    private Edit putIn(int at, List<Token> words) {
        boolean isComma = words.getFirst().getType() == StockruleLexer.COMMA;
        if (at < before.size() && !(isComma && at > 0)) {
            var next = spanOf(before.get(at));
            return new Edit(next.line(), next.column(), 0, spelt(words) + " ");
        }
        var last = spanOf(before.get(at - 1));
        return new Edit(last.line(), last.column() + last.length(), 0, (isComma ? "" : " ") + spelt(words));
    }

    /// `stock<3` has no spaces to keep.
    private String apart(int from, int to, String by) {
        if (by.isEmpty()) {
            return by;
        }
        boolean joinsBefore = from > 0
                && before.get(from - 1).getStopIndex() + 1 == before.get(from).getStartIndex()
                && before.get(from - 1).getType() != StockruleLexer.OPEN;
        boolean joinsAfter = to < before.size()
                && before.get(to - 1).getStopIndex() + 1 == before.get(to).getStartIndex()
                && before.get(to).getType() != StockruleLexer.COMMA
                && before.get(to).getType() != StockruleLexer.CLOSE;
        return (joinsBefore ? " " : "") + by + (joinsAfter ? " " : "");
    }

    /// Words that go take the space before them along, and a comma that comes stands without one.
    private Edit replace(int from, int to, String by) {
        var span = spanOf(before.get(from), before.get(to - 1));
        boolean closesUp = by.isEmpty() || by.startsWith(",");
        if (!closesUp || from == 0 || before.get(from - 1).getLine() != span.line()) {
            return Edit.of(span, apart(from, to, by));
        }
        var last = spanOf(before.get(from - 1));
        int start = last.column() + last.length();
        return new Edit(span.line(), start, span.column() + span.length() - start, by);
    }
}
