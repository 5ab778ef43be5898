package io.stockrule.language.writing;

import io.stockrule.language.Findings;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleLexer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<Token> ofSeries;
    private final BitSet insideStatement = new BitSet();

    private Formatter(String text) {
        var source = SourceText.read(text, new Findings());
        var statements = StatementTokens.split(source);
        lines = List.of(source.text().split("\n", -1));
        words = statements.stream()
                .flatMap(each -> each.tokens().stream())
                .collect(Collectors.groupingBy(Token::getLine));
        ofSeries = statements.stream()
                .filter(each -> each.type() == StockruleLexer.EXPECT)
                .flatMap(each -> each.tokens().stream())
                .collect(Collectors.toSet());
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

    /// A line that is too long begins anew with its `where`, and with each `then` of an expectation.
    private List<FormattedLine> broken(FormattedLine line, int number) {
        var tokens = words.getOrDefault(number, List.of());
        var starts = line.width() <= LONGEST ? List.<Integer>of() : newLines(tokens);
        var parts = new ArrayList<FormattedLine>();
        int from = 0;
        for (int start : starts) {
            parts.add(new FormattedLine(indent(line, from), CanonicalWords.write(tokens.subList(from, start)), ""));
            from = start;
        }
        var rest = from == 0 ? line.code() : CanonicalWords.write(tokens.subList(from, tokens.size()));
        parts.add(new FormattedLine(indent(line, from), rest, line.comment()));
        return parts;
    }

    private static String indent(FormattedLine line, int from) {
        return from == 0 ? line.indent() : CONTINUED;
    }

    private List<Integer> newLines(List<Token> tokens) {
        return IntStream.range(1, tokens.size())
                .filter(i -> switch (tokens.get(i).getType()) {
                    case StockruleLexer.WHERE -> true;
                    case StockruleLexer.THEN -> ofSeries.contains(tokens.get(i));
                    default -> false;
                })
                .boxed()
                .toList();
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
