package io.stockrule.language.writing;

import io.stockrule.language.Findings;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleLexer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;

/// Writes a profile as all profiles are written: one spelling for each statement, single spaces, no blank lines but
/// single ones. Order, line breaks and every comment stay where the merchant put them.
///
/// It goes by the words of the text, not by its meaning, so that nothing that means nothing can get lost.
public final class Formatter {
    static final String CONTINUED = "  ";

    /// Characters of a line with a `where`, without its comment.
    static final int LONGEST = 100;

    private final List<String> lines;
    private final Map<Integer, List<Token>> words;
    private final BitSet insideStatement = new BitSet();

    private Formatter(String text) {
        var source = SourceText.read(text, new Findings());
        var statements = StatementTokens.split(source);
        lines = List.of(source.text().split("\n", -1));
        words = statements.stream()
                .flatMap(each -> each.tokens().stream())
                .collect(Collectors.groupingBy(Token::getLine));
        statements.forEach(each ->
                insideStatement.set(each.first().getLine() + 1, each.last().getLine() + 1));
    }

    /// The formatted text, with the same meaning. Formatting it again changes nothing.
    ///
    /// @param text one that the [Checker] has accepted
    public static String format(String text) {
        return FormattedLine.join(new Formatter(text).formatted());
    }

    private List<FormattedLine> formatted() {
        var formatted = new ArrayList<FormattedLine>();
        for (int number = 1; number <= lines.size(); number++) {
            var line = line(number);
            if (!line.isBlank() || mayStayBlank(number, formatted)) {
                formatted.addAll(broken(line, number));
            }
        }
        while (formatted.getLast().isBlank()) {
            formatted.removeLast();
        }
        return formatted;
    }

    private FormattedLine line(int number) {
        var tokens = words.getOrDefault(number, List.of());
        var indent = insideStatement.get(number) ? CONTINUED : "";
        return new FormattedLine(indent, CanonicalWords.write(tokens), comment(lines.get(number - 1), tokens));
    }

    /// A line that is too long begins anew with its `where`.
    private List<FormattedLine> broken(FormattedLine line, int number) {
        var tokens = words.getOrDefault(number, List.of());
        int where = line.width() <= LONGEST ? -1 : where(tokens);
        return where < 1
                ? List.of(line)
                : List.of(
                        new FormattedLine(line.indent(), CanonicalWords.write(tokens.subList(0, where)), ""),
                        new FormattedLine(
                                CONTINUED, CanonicalWords.write(tokens.subList(where, tokens.size())), line.comment()));
    }

    private static int where(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).getType() == StockruleLexer.WHERE)
                .findFirst()
                .orElse(-1);
    }

    /// One between statements, none at the start and none inside a statement.
    private boolean mayStayBlank(int number, List<FormattedLine> before) {
        return !before.isEmpty() && !before.getLast().isBlank() && !insideStatement.get(number);
    }

    /// Behind the last word of a line stand only spaces and a comment.
    private static String comment(String line, List<Token> tokens) {
        int end = tokens.isEmpty() ? 0 : endOf(tokens.getLast());
        int start = line.indexOf('#', line.offsetByCodePoints(0, end));
        return start < 0 ? "" : line.substring(start).stripTrailing();
    }

    /// In code points from the start of the line.
    private static int endOf(Token token) {
        return token.getCharPositionInLine() + token.getStopIndex() - token.getStartIndex() + 1;
    }
}
