package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.DateTest;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.TextTest;
import io.stockrule.language.TextTest.Match;
import io.stockrule.language.TimeTest;
import io.stockrule.language.Word;
import io.stockrule.language.reading.Statement.PlacedTest;
import io.stockrule.language.reading.Statement.TestedText;
import io.stockrule.language.reading.StockruleParser.*;
import io.stockrule.stock.HeldPart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Builds the condition of one exception.
final class ConditionBuilder {
    private final Findings findings;
    private final List<Quoted> warehouses = new ArrayList<>();
    private final List<TestedText> texts = new ArrayList<>();
    private final List<PlacedTest> tests = new ArrayList<>();

    ConditionBuilder(Findings findings) {
        this.findings = findings;
    }

    /// The warehouses that the conditions built so far name.
    List<Quoted> warehouses() {
        return List.copyOf(warehouses);
    }

    /// What listings are tested for by the conditions built so far.
    List<TestedText> texts() {
        return List.copyOf(texts);
    }

    /// The tests of amounts and dates in the conditions built so far.
    List<PlacedTest> tests() {
        return List.copyOf(tests);
    }

    Condition build(ConditionContext context) {
        var terms = context.term().stream().map(this::term).toList();
        return terms.size() == 1 ? terms.getFirst() : new Condition.AnyOf(terms);
    }

    private Condition term(TermContext context) {
        var factors = context.factor().stream().map(this::factor).toList();
        return factors.size() == 1 ? factors.getFirst() : new Condition.AllOf(factors);
    }

    private Condition factor(FactorContext context) {
        if (context.NOT() != null) {
            return new Condition.Not(factor(context.factor()));
        }
        return context.condition() == null ? test(context.test()) : build(context.condition());
    }

    private Condition test(TestContext context) {
        var test = unplaced(context);
        if (test instanceof Condition.AmountTest || test instanceof Condition.OnDate) {
            var from = context.getStart();
            var to = context.getStop();
            tests.add(new PlacedTest(test, from.getLine() == to.getLine() ? spanOf(from, to) : spanOf(from)));
        }
        return test;
    }

    private Condition unplaced(TestContext context) {
        return switch (context.getChild(0)) {
            case AmountContext amount -> new Condition.AmountTest(amount(amount), comparison(context.comparison()));
            case WordContext word -> text(Values.word(word, findings), context.wordTest());
            case DateTestContext date -> new Condition.OnDate(date(date));
            case TimeTestContext time ->
                new Condition.AtTime(new TimeTest(
                        Literals.time(time.CLOCK(0).getSymbol()),
                        Literals.time(time.CLOCK(1).getSymbol())));
            case DayTestContext day -> new Condition.OnDay(days(day));
            case KeepsSellingContext _ -> new Condition.KeepsSelling();
            default -> throw new IllegalStateException("no test: " + context.getText());
        };
    }

    private Amount amount(AmountContext context) {
        if (context.AT() != null) {
            var warehouse = Values.name(context.TEXT().getSymbol(), findings);
            warehouses.add(warehouse);
            return context.held() == null
                    ? new Amount.AvailableAt(warehouse.text())
                    : new Amount.HeldAt(part(context.held()), warehouse.text());
        }
        if (context.held() != null) {
            return new Amount.Held(part(context.held()));
        }
        if (context.AVAILABLE() != null) {
            return new Amount.Available();
        }
        return context.SELLABLE() == null ? new Amount.Listed() : new Amount.Sellable();
    }

    private static HeldPart part(HeldContext context) {
        return switch (context.getStart().getType()) {
            case StockruleLexer.COMMITTED -> HeldPart.COMMITTED;
            case StockruleLexer.INCOMING -> HeldPart.INCOMING;
            default -> HeldPart.ON_HAND;
        };
    }

    private Comparison comparison(ComparisonContext context) {
        long number = Literals.number(context.NUMBER(0).getSymbol());
        return switch (typeOf(context.getChild(1))) {
            case StockruleLexer.NOT -> new Comparison.IsNot(number);
            case StockruleLexer.BELOW -> new Comparison.Below(number);
            case StockruleLexer.ABOVE -> new Comparison.Above(number);
            case StockruleLexer.AT ->
                context.LEAST() == null ? new Comparison.AtMost(number) : new Comparison.AtLeast(number);
            case StockruleLexer.BETWEEN ->
                between(context, number, Literals.number(context.NUMBER(1).getSymbol()));
            default -> new Comparison.Is(number);
        };
    }

    private Comparison between(ComparisonContext context, long lowest, long highest) {
        if (lowest > highest) {
            findings.add(impossible(
                    context.IS().getSymbol(),
                    context.getStop(),
                    "no number is between %d and %d".formatted(lowest, highest),
                    context.NUMBER(0).getSymbol(),
                    context.NUMBER(1).getSymbol()));
        }
        return new Comparison.Between(lowest, highest);
    }

    private Condition text(Word word, WordTestContext context) {
        var match = match(context);
        var wanted = wanted(context);
        wanted.forEach(each -> texts.add(new TestedText(word, match, each.text(), each.span())));
        var test = new Condition.OnText(
                new TextTest(word, match, wanted.stream().map(Quoted::text).toList()));
        return context.NOT() == null ? test : new Condition.Not(test);
    }

    private static Match match(WordTestContext context) {
        return switch (typeOf(context.getChild(0))) {
            case StockruleLexer.STARTS -> Match.STARTS_WITH;
            case StockruleLexer.ENDS -> Match.ENDS_WITH;
            case StockruleLexer.CONTAINS -> Match.CONTAINS;
            default -> context.EMPTY() == null ? Match.IS : Match.IS_EMPTY;
        };
    }

    private static List<Quoted> wanted(WordTestContext context) {
        var nodes = context.names() == null
                ? context.TEXT() == null ? List.<TerminalNode>of() : List.of(context.TEXT())
                : context.names().TEXT();
        return nodes.stream().map(node -> Literals.quoted(node.getSymbol())).toList();
    }

    private DateTest date(DateTestContext context) {
        return context.calendarDay(0).DATE() == null
                ? new YearlyBuilder(findings).build(context)
                : dateOfAYear(context);
    }

    private DateTest dateOfAYear(DateTestContext context) {
        var date = Literals.date(context.calendarDay(0).getStart());
        if (context.BEFORE() != null) {
            return new DateTest.Before(date);
        }
        if (context.AFTER() != null) {
            return new DateTest.After(date);
        }
        return context.BETWEEN() == null ? new DateTest.Is(date) : between(context, date);
    }

    private DateTest between(DateTestContext context, LocalDate first) {
        if (context.calendarDay(1).DATE() == null) {
            findings.add(YearlyBuilder.mixed(context));
            return new DateTest.Is(first);
        }
        var last = Literals.date(context.calendarDay(1).getStart());
        if (first.isAfter(last)) {
            findings.add(impossible(
                    context.IS().getSymbol(),
                    context.getStop(),
                    "no date is between %s and %s".formatted(first, last),
                    context.calendarDay(0).getStart(),
                    context.calendarDay(1).getStart()));
        }
        return new DateTest.Between(first, last);
    }

    private static EnumSet<DayOfWeek> days(DayTestContext context) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        context.weekday()
                .forEach(day -> days.add(DayOfWeek.valueOf(day.getText().toUpperCase(Locale.ROOT))));
        return context.NOT() == null ? days : EnumSet.complementOf(days);
    }

    private static int typeOf(ParseTree leaf) {
        return ((TerminalNode) leaf).getSymbol().getType();
    }

    private static Diagnostic impossible(Token from, Token to, String message, Token larger, Token smaller) {
        return Diagnostic.error(
                        Code.IMPOSSIBLE_TEST,
                        from.getLine() == to.getLine() ? spanOf(from, to) : spanOf(from),
                        message,
                        "write between %s and %s".formatted(smaller.getText(), larger.getText()))
                .repairedBy(Repair.likely(
                        Edit.of(spanOf(larger), smaller.getText()), Edit.of(spanOf(smaller), larger.getText())));
    }
}
