package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Expectation;
import io.stockrule.language.Expectation.Expected;
import io.stockrule.language.Findings;
import io.stockrule.language.Span;
import io.stockrule.language.reading.Statement.Expects;
import io.stockrule.language.reading.Statement.Given;
import io.stockrule.language.reading.Statement.WordGiven;
import io.stockrule.language.reading.StockruleParser.*;
import io.stockrule.stock.HeldPart;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Builds an expectation, and refuses one whose facts contradict each other.
final class ExpectBuilder {
    /// For examples of what to write.
    private static final int SOME_YEAR = 2026;
    private static final int SOME_LEAP_YEAR = 2028;

    private final Place place;
    private final Findings findings;

    ExpectBuilder(Place place, Findings findings) {
        this.place = place;
        this.findings = findings;
    }

    Statement build(ExpectContext context) {
        var given = context.given().stream().map(this::given).toList();
        var outcomes = context.outcome();
        var then = IntStream.range(0, context.step().size())
                .mapToObj(i -> step(context.step(i), outcomes.get(i + 1)))
                .toList();
        var first = then.isEmpty() ? place : placeUpTo(context, outcomes.getFirst());
        var expects = said(given, context.withWords(), context.onDay(), outcomes.getFirst(), first, then);
        refuseNumbersOfWarehouses(expects);
        return expects;
    }

    private Expects step(StepContext context, OutcomeContext outcome) {
        var alone = Optional.ofNullable(context.NUMBER())
                .map(TerminalNode::getSymbol)
                .map(number -> (Given) new Given.Available(Literals.number(number), spanOf(number), true));
        var given = Stream.concat(alone.stream(), context.given().stream().map(this::given))
                .toList();
        var answer = new Place(spanOf(outcome.getStart(), outcome.getStop()), "");
        return said(given, context.withWords(), context.onDay(), outcome, answer, List.of());
    }

    private Expects said(
            List<Given> given,
            @Nullable WithWordsContext with,
            @Nullable OnDayContext day,
            OutcomeContext outcome,
            Place where,
            List<Expects> then) {
        var words = Optional.ofNullable(with).map(WithWordsContext::wordGiven).orElse(List.of()).stream()
                .map(this::word)
                .toList();
        refuseRepeated(given, words);
        refuseStockGivenTwoWays(given);
        return new Expects(given, words, date(day), time(day), expected(outcome), where, then);
    }

    /// Of a series on one line, so that its first step can be told from the others.
    private Place placeUpTo(ExpectContext context, OutcomeContext first) {
        return new Place(spanOf(context.getStart(), first.getStop()), place.text());
    }

    /// `then 4` goes on with what is available, and says of no warehouse.
    private void refuseNumbersOfWarehouses(Expects expects) {
        var before = expects.given();
        for (var step : expects.then()) {
            if (before.stream().anyMatch(Given.Level.class::isInstance)) {
                step.given().stream().filter(Given::isAlone).forEach(this::ofNoWarehouse);
            }
            before = step.given().stream().anyMatch(ExpectBuilder::saysStock) ? step.given() : before;
        }
    }

    private void ofNoWarehouse(Given number) {
        findings.add(Diagnostic.error(
                Code.CONTRADICTING_FACTS,
                number.span(),
                "the step before speaks of warehouses, and this number says of none what it has",
                "write the warehouse, such as then \"Berlin\" 4, or then available 4 to put all in one place"));
    }

    private Given given(GivenContext context) {
        var span = spanOf(context.getStart(), context.getStop());
        return switch (context.getStart().getType()) {
            case StockruleLexer.AVAILABLE -> new Given.Available(units(context), span, false);
            case StockruleLexer.TEXT ->
                new Given.Level(Values.name(context.TEXT().getSymbol(), findings), units(context), held(context), span);
            case StockruleLexer.PACK -> new Given.Pack(packSize(context), span);
            case StockruleLexer.STOCK -> new Given.StockUnknown(span);
            default -> new Given.KeepsSelling(span);
        };
    }

    private static int units(GivenContext context) {
        return Literals.number(context.NUMBER(0).getSymbol());
    }

    /// Each number stands behind the word that says what it is of.
    private static Map<HeldPart, Long> held(GivenContext context) {
        var held = new EnumMap<HeldPart, Long>(HeldPart.class);
        for (int i = 1; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof TerminalNode word) {
                part(word).ifPresent(part -> held.put(part, 0L));
            }
        }
        int number = 1;
        for (var part : held.keySet()) {
            held.put(part, (long) Literals.number(context.NUMBER(number++).getSymbol()));
        }
        return held;
    }

    private static Optional<HeldPart> part(TerminalNode word) {
        return switch (word.getSymbol().getType()) {
            case StockruleLexer.HAND -> Optional.of(HeldPart.ON_HAND);
            case StockruleLexer.COMMITTED -> Optional.of(HeldPart.COMMITTED);
            case StockruleLexer.INCOMING -> Optional.of(HeldPart.INCOMING);
            default -> Optional.empty();
        };
    }

    private int packSize(GivenContext context) {
        int size = units(context);
        if (size < 1) {
            findings.add(Diagnostic.error(
                    Code.NUMBER_OUT_OF_RANGE,
                    spanOf(context.NUMBER(0).getSymbol()),
                    "a pack holds at least 1 unit",
                    "write pack 1 or more"));
        }
        return size;
    }

    private WordGiven word(WordGivenContext context) {
        return new WordGiven(
                Values.word(context.word(), findings),
                Literals.text(context.TEXT().getSymbol()),
                spanOf(context.getStart(), context.getStop()),
                spanOf(context.TEXT().getSymbol()));
    }

    private Optional<LocalDate> date(@Nullable OnDayContext context) {
        return Optional.ofNullable(context).flatMap(on -> date(on.calendarDay().getStart()));
    }

    /// The example is of one day, so it says of which year.
    private Optional<LocalDate> date(Token day) {
        if (day.getType() == StockruleLexer.DATE) {
            return Optional.of(Literals.date(day));
        }
        int year = day.getText().equals("02-29") ? SOME_LEAP_YEAR : SOME_YEAR;
        findings.add(Diagnostic.error(
                Code.NOT_A_DATE,
                spanOf(day),
                "an expectation is about one day, and %s has no year".formatted(day.getText()),
                "write the year too, such as on %d-%s".formatted(year, day.getText())));
        return Optional.empty();
    }

    private static Optional<LocalTime> time(@Nullable OnDayContext context) {
        return Optional.ofNullable(context).map(OnDayContext::CLOCK).map(node -> Literals.time(node.getSymbol()));
    }

    private Expected expected(OutcomeContext context) {
        return switch (context.getStart().getType()) {
            case StockruleLexer.LISTS ->
                new Expectation.Lists(Values.count(context.NUMBER().getSymbol(), findings));
            case StockruleLexer.HOLDS -> new Expectation.IsHeld();
            default -> new Expectation.IsStopped();
        };
    }

    private void refuseRepeated(List<Given> given, List<WordGiven> words) {
        Set<Object> seen = new HashSet<>();
        given.stream().filter(each -> !seen.add(subject(each))).forEach(each -> contradicting(each.span(), "twice"));
        words.stream()
                .filter(each -> !each.word().isMany() && !seen.add(each.word()))
                .forEach(each -> contradicting(each.span(), "twice"));
    }

    private static Object subject(Given given) {
        return given instanceof Given.Level level ? level.warehouse().text() : given.getClass();
    }

    private void refuseStockGivenTwoWays(List<Given> given) {
        given.stream()
                .filter(ExpectBuilder::standsAlone)
                .filter(alone -> given.stream().anyMatch(other -> saysStock(other) && differ(alone, other)))
                .forEach(each -> contradicting(each.span(), "beside another stock"));
    }

    private static boolean standsAlone(Given given) {
        return given instanceof Given.Available || given instanceof Given.StockUnknown;
    }

    private static boolean saysStock(Given given) {
        return standsAlone(given) || given instanceof Given.Level;
    }

    private static boolean differ(Given one, Given other) {
        return one.getClass() != other.getClass();
    }

    private void contradicting(Span span, String how) {
        findings.add(Diagnostic.error(
                Code.CONTRADICTING_FACTS,
                span,
                "an expectation cannot say this %s".formatted(how),
                "give each fact once: available 5, or \"Berlin\" 3, \"Hamburg\" 2, or stock unknown"));
    }
}
