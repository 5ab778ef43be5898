package io.stockrule.language.check;

import static io.stockrule.language.reading.StatementTokens.spanOf;
import static java.util.Comparator.comparingLong;

import io.stockrule.language.Edit;
import io.stockrule.language.Expectation;
import io.stockrule.language.Findings;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.reading.ExpectedSteps;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.reading.Quoted;
import io.stockrule.language.reading.SourceText;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.reading.StatementTokens;
import io.stockrule.language.reading.StockruleLexer;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/// The small changes of a text that are worth trying, the smallest first; [Remedies] tries them.
final class RemedyChanges {
    /// Statements whose numbers are no quantities of what is listed.
    private static final Set<Integer> LEFT_ALONE = Set.of(
            StockruleLexer.PROFILE,
            StockruleLexer.INCLUDE,
            StockruleLexer.HANDLING,
            StockruleLexer.PROMISE,
            StockruleLexer.EXPECT);

    private static final long LARGEST = 1_000_000;

    private final String text;
    private final List<StatementTokens> statements;

    RemedyChanges(String text) {
        this.text = text;
        this.statements = StatementTokens.split(SourceText.read(text, new Findings()));
    }

    /// @param step how much a number changes
    private record Change(Edit edit, long step) {}

    /// What may let an expectation come true.
    List<Edit> of(Profile profile, Expectation.Step expectation) {
        long wanted = expectation.expected() instanceof Expectation.Lists lists ? lists.quantity() : 0;
        long missing = wanted
                - switch (Interpreter.decide(profile, expectation.facts()).outcome()) {
                    case Outcome.Lists lists -> lists.quantity();
                    case Outcome.Stops _, Outcome.Holds _ -> 0;
                };
        var numbers =
                expectation.expected() instanceof Expectation.Lists ? numbers(wanted, missing) : Stream.<Edit>empty();
        return Stream.of(numbers, onlyTheMost(), exception(profile, expectation).stream())
                .flatMap(each -> each)
                .toList();
    }

    /// What may let a promise be kept.
    List<Edit> ofPromise() {
        return Stream.of(onlyTheMost(), Stream.of(putIn("when available is at most 0 then list 0")), numbers(0, 1))
                .flatMap(each -> each)
                .toList();
    }

    private Stream<Edit> numbers(long wanted, long missing) {
        var changes = new ArrayList<Change>();
        for (var statement : statements) {
            if (!LEFT_ALONE.contains(statement.type())) {
                statement
                        .tokens()
                        .forEach(token -> numbers(token, wanted, missing).forEach(changes::add));
            }
        }
        return changes.stream().sorted(comparingLong(Change::step)).map(Change::edit);
    }

    private static Stream<Change> numbers(Token token, long wanted, long missing) {
        boolean percent = token.getType() == StockruleLexer.PERCENT;
        if (!percent && token.getType() != StockruleLexer.NUMBER) {
            return Stream.empty();
        }
        var sign = percent ? "%" : "";
        long written = Long.parseLong(token.getText().replace("%", ""));
        var others = percent
                ? LongStream.rangeClosed(0, 20).map(each -> each * 5)
                : LongStream.of(written + missing, written - missing, wanted, written - 1, written + 1);
        return others.filter(other -> other != written && other >= 0 && other <= (percent ? 100 : LARGEST))
                .distinct()
                .mapToObj(other -> new Change(Edit.of(spanOf(token), other + sign), Math.abs(other - written)));
    }

    /// `list 5` and `list at least 5` become `list at most 5`, and a fixed quantity becomes a cap.
    private Stream<Edit> onlyTheMost() {
        return statements.stream().flatMap(statement -> onlyTheMost(statement).stream());
    }

    private static Optional<Edit> onlyTheMost(StatementTokens statement) {
        var tokens = statement.tokens();
        int last = tokens.size() - 1;
        var number = tokens.get(last);
        if (last < 2 || number.getType() != StockruleLexer.NUMBER) {
            return Optional.empty();
        }
        var before = tokens.get(last - 1);
        if (statement.type() == StockruleLexer.WHEN) {
            return switch (before.getType()) {
                case StockruleLexer.LIST -> Optional.of(Edit.of(spanOf(number), "at most " + number.getText()));
                case StockruleLexer.LEAST -> Optional.of(Edit.of(spanOf(before), "most"));
                default -> Optional.empty();
            };
        }
        boolean isFixed = statement.type() == StockruleLexer.QUANTITY
                && tokens.get(1).getType() == StockruleLexer.CUSTOM
                && tokens.get(1).getLine() == number.getLine();
        var from = spanOf(tokens.get(1));
        var to = spanOf(number);
        return isFixed
                ? Optional.of(new Edit(
                        from.line(),
                        from.column(),
                        to.column() + to.length() - from.column(),
                        "not more than " + number.getText()))
                : Optional.empty();
    }

    /// One for just what the expectation gives, tried before all others.
    private Optional<Edit> exception(Profile profile, Expectation.Step expectation) {
        var action = switch (expectation.expected()) {
            case Expectation.Lists lists -> "list " + lists.quantity();
            case Expectation.IsHeld _ -> "hold";
            case Expectation.IsStopped _ -> "stop";
        };
        var words = ProfileParser.parse(text, new Findings()).statements().stream()
                .flatMap(each ->
                        each instanceof Statement.Expects expects ? ExpectedSteps.of(expects).stream() : Stream.empty())
                .filter(each -> each.place().span().equals(expectation.span()))
                .flatMap(each -> each.words().stream())
                .map(each -> " and %s is %s".formatted(each.word().written(), Quoted.written(each.text())))
                .collect(Collectors.joining());
        return Interpreter.circumstances(profile, expectation.facts())
                .map(amounts -> putIn("when available is %d%s then %s".formatted(amounts.available(), words, action)));
    }

    /// Before the first exception, else before what is only said about the rest.
    private Edit putIn(String statement) {
        var place = statements.stream()
                .filter(each -> each.type() == StockruleLexer.WHEN)
                .findFirst()
                .or(() -> statements.stream()
                        .filter(each -> each.type() == StockruleLexer.PROMISE || each.type() == StockruleLexer.EXPECT)
                        .findFirst())
                .orElse(statements.getLast());
        return new Edit(place.first().getLine(), 1, 0, statement + "\n");
    }
}
