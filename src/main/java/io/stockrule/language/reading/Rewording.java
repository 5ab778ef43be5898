package io.stockrule.language.reading;

import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Looks for the statement that somebody meant who wrote one that does not read on.
///
/// Where it stops, a few things are tried in turn: a row of [Intents], the keyword that was misspelt, what a number was
/// meant to be, quotes around a name, a word that is missing. Each is followed by the next until the whole statement
/// reads, or until nothing more
/// helps. Only a statement that reads to its end, and whose values are in order, is a repair.
///
/// What it costs is bounded by [#MOST_TRIALS], whatever the text.
final class Rewording {
    /// Nobody writes longer ones by habit, and each trial reads all of it.
    private static final int LONGEST = 80;

    private static final int MOST_TRIALS = 60;
    private static final int MOST_STEPS = 14;

    /// How many words a habit may stand before the word that shows it.
    private static final int BEFORE = 4;

    private static final int MOST_ROWS = 4;

    private final StatementTokens written;
    private final Set<String> tried = new HashSet<>();
    private int trials;

    private Rewording(StatementTokens written) {
        this.written = written;
    }

    /// @param text the whole statement as it is meant, on one line
    /// @param repair what it takes
    record Reworded(String text, Repair repair) {}

    /// Where a statement stops.
    ///
    /// @param at the number of the word that does not fit; that of all words where something is missing at the end
    private record Stop(int at, Set<Integer> expected) {}

    /// @param statement one with a mistake in it
    static Optional<Reworded> of(StatementTokens statement) {
        if (statement.tokens().size() > LONGEST) {
            return Optional.empty();
        }
        var rewording = new Rewording(statement);
        return rewording
                .search(new Try(statement.tokens(), true), 0)
                .filter(Rewording::reads)
                .map(rewording::reworded);
    }

    /// @param certain whether nothing else could have been meant so far
    private record Try(List<Token> tokens, boolean certain) {
        Try replaced(int from, int to, String by, boolean surely) {
            var changed = new ArrayList<>(tokens.subList(0, from));
            changed.addAll(Intents.tokens(by));
            changed.addAll(tokens.subList(to, tokens.size()));
            return new Try(changed, certain && surely);
        }

        String text() {
            return tokens.stream().map(Token::getText).collect(Collectors.joining(" "));
        }
    }

    private Optional<Try> search(Try state, int step) {
        if (state.tokens().isEmpty()
                || state.tokens().size() > LONGEST
                || step > MOST_STEPS
                || !tried.add(state.text())
                || trials >= MOST_TRIALS) {
            return Optional.empty();
        }
        var stop = stop(state.tokens());
        return stop.isEmpty()
                ? Optional.of(state)
                : next(state, stop.get())
                        .flatMap(each -> search(each, step + 1).stream())
                        .findFirst();
    }

    private Stream<Try> next(Try state, Stop stop) {
        return Stream.of(stop.at())
                .flatMap(at -> Stream.of(
                        habits(state, at, at, at),
                        misspelt(state, stop),
                        habits(state, at, at - BEFORE, at - 1),
                        literal(state, at),
                        quoted(state, stop),
                        missing(state, stop)))
                .flatMap(each -> each);
    }

    private static Stream<Try> literal(Try state, int at) {
        return at == state.tokens().size()
                ? Stream.empty()
                : LiteralMistakes.in(state.tokens().get(at)).stream()
                        .flatMap(mistake -> mistake.repair().stream())
                        .map(it ->
                                state.replaced(at, at + 1, it.edits().getFirst().replacement(), it.certain()));
    }

    private static Stream<Try> misspelt(Try state, Stop stop) {
        int at = stop.at();
        if (at == state.tokens().size() || state.tokens().get(at).getType() != StockruleLexer.STRANGE_WORD) {
            return Stream.empty();
        }
        return Suggestion.closest(state.tokens().get(at).getText(), Words.keywords(stop.expected())).stream()
                .map(keyword -> state.replaced(at, at + 1, keyword, true));
    }

    /// Rows that start at one of these words, and reach the one that does not fit.
    private static Stream<Try> habits(Try state, int at, int first, int last) {
        return IntStream.rangeClosed(
                        Math.max(0, first), Math.min(last, state.tokens().size() - 1))
                .boxed()
                .flatMap(from -> Intents.ALL.at(state.tokens(), from))
                .filter(found -> found.to() >= at - 1)
                .limit(MOST_ROWS)
                .map(found -> state.replaced(found.from(), found.to(), found.meaning(), found.certain()));
    }

    /// All words in a row: a name may have several.
    private static Stream<Try> quoted(Try state, Stop stop) {
        int to = stop.at();
        while (to < state.tokens().size() && state.tokens().get(to).getType() == StockruleLexer.STRANGE_WORD) {
            to++;
        }
        if (to == stop.at() || !stop.expected().contains(StockruleLexer.TEXT)) {
            return Stream.empty();
        }
        var name = state.tokens().subList(stop.at(), to).stream()
                .map(Token::getText)
                .collect(Collectors.joining(" ", "\"", "\""));
        return Stream.of(state.replaced(stop.at(), to, name, true));
    }

    /// One word that lets the statement go on. At the end, only where nothing else can follow.
    private Stream<Try> missing(Try state, Stop stop) {
        int at = stop.at();
        boolean atEnd = at == state.tokens().size();
        var words = stop.expected().contains(StockruleLexer.COMMA)
                        && !atEnd
                        && state.tokens().get(at).getType() == StockruleLexer.TEXT
                ? List.of(",")
                : Words.keywords(stop.expected());
        if (atEnd) {
            return stop.expected().size() == 1
                    ? words.stream().map(word -> state.replaced(at, at, word, true))
                    : Stream.empty();
        }
        var helping = words.stream()
                .map(word -> state.replaced(at, at, word, true))
                .filter(each ->
                        stop(each.tokens()).map(later -> later.at() > at + 1).orElse(true))
                .toList();
        return helping.size() == 1 ? helping.stream() : Stream.empty();
    }

    private Optional<Stop> stop(List<Token> tokens) {
        trials++;
        var stop =
                trials > MOST_TRIALS ? Optional.of(new Stop(tokens.size(), Set.<Integer>of())) : stopOfParser(tokens);
        int before = stop.map(Stop::at).orElse(tokens.size());
        for (int i = 0; i < before; i++) {
            if (LiteralMistakes.in(tokens.get(i)).isPresent()) {
                return Optional.of(new Stop(i, Set.of()));
            }
        }
        return stop;
    }

    private static Optional<Stop> stopOfParser(List<Token> tokens) {
        var copies = tokens.stream().<Token>map(CommonToken::new).toList();
        var parser = new StockruleParser(new CommonTokenStream(new ListTokenSource(copies)));
        parser.removeErrorListeners();
        parser.setErrorHandler(new FirstMistake());
        try {
            parser.statement();
            return Optional.empty();
        } catch (ParseCancellationException stopped) {
            if (stopped.getCause() instanceof RecognitionException mistake) {
                return Optional.of(new Stop(
                        Math.min(mistake.getOffendingToken().getTokenIndex(), tokens.size()), expected(mistake)));
            }
            throw stopped;
        }
    }

    private static Set<Integer> expected(RecognitionException mistake) {
        return mistake instanceof NoViableAltException
                ? Set.of(StockruleLexer.TEXT)
                : new TreeSet<>(mistake.getExpectedTokens().toSet());
    }

    /// Whether it reads as one statement that has nothing wrong in itself.
    private static boolean reads(Try state) {
        var findings = new Findings();
        var statements = StatementTokens.split(new SourceText(state.text()));
        return statements.size() == 1
                && ProfileParser.read(statements.getFirst(), findings).isPresent()
                && findings.count() == 0;
    }

    private Reworded reworded(Try state) {
        var edits = TokenDifference.edits(written.tokens(), state.tokens());
        return new Reworded(TokenDifference.spelt(state.tokens()), new Repair(edits, state.certain()));
    }
}
