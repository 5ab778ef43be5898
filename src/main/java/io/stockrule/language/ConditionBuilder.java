package io.stockrule.language;

import static io.stockrule.language.StatementTokens.spanOf;

import io.stockrule.language.Condition.Amount;
import io.stockrule.language.StockruleParser.*;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Builds the condition of an exception: one test of an amount or of the date.
final class ConditionBuilder {
    /// @param warehouses the names in the condition
    record Built(Condition condition, List<Quoted> warehouses) {}

    private final Findings findings;

    ConditionBuilder(Findings findings) {
        this.findings = findings;
    }

    Optional<Built> build(ConditionContext context) {
        var joining = joining(context);
        if (joining.isPresent()) {
            return notYet(joining.get(), Words.shown(joining.get()) + " in a condition");
        }
        var test = context.term(0).factor(0).test();
        if (test.amount() != null) {
            return Optional.of(amountTest(test));
        }
        if (test.dateTest() != null) {
            return Optional.of(new Built(new Condition.OnDate(date(test.dateTest())), List.of()));
        }
        return notYet(test.getStart(), "a test of %s".formatted(subject(test)));
    }

    private static String subject(TestContext test) {
        if (test.keepsSelling() != null) {
            return "whether shopify keeps selling";
        }
        var subject = test.word() == null ? List.<ParseTree>of(test.getChild(0).getChild(0)) : test.word().children;
        return subject.stream().map(ParseTree::getText).collect(Collectors.joining(" ", "\"", "\""));
    }

    /// The first word that makes more of a condition than one test.
    private static Optional<Token> joining(ConditionContext context) {
        var first = context.term(0).factor(0);
        return Stream.of(
                        Stream.ofNullable(first.NOT()),
                        Stream.ofNullable(first.OPEN()),
                        context.term(0).AND().stream(),
                        context.OR().stream())
                .flatMap(each -> each)
                .map(TerminalNode::getSymbol)
                .findFirst();
    }

    private Built amountTest(TestContext test) {
        var comparison = comparison(test.comparison());
        var context = test.amount();
        if (context.AT() != null) {
            var warehouse = Values.name(context.TEXT().getSymbol(), findings);
            var amount = new Amount.AvailableAt(warehouse.text());
            return new Built(new Condition.AmountTest(amount, comparison), List.of(warehouse));
        }
        var amount = context.AVAILABLE() != null
                ? new Amount.Available()
                : context.SELLABLE() != null ? new Amount.Sellable() : new Amount.Listed();
        return new Built(new Condition.AmountTest(amount, comparison), List.of());
    }

    private Comparison comparison(ComparisonContext context) {
        long number = Literals.number(context.NUMBER(0).getSymbol());
        return switch (((TerminalNode) context.getChild(1)).getSymbol().getType()) {
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
                    lowest,
                    highest));
        }
        return new Comparison.Between(lowest, highest);
    }

    private DateTest date(DateTestContext context) {
        var date = Literals.date(context.DATE(0).getSymbol());
        if (context.BEFORE() != null) {
            return new DateTest.Before(date);
        }
        if (context.AFTER() != null) {
            return new DateTest.After(date);
        }
        return context.BETWEEN() == null
                ? new DateTest.Is(date)
                : between(context, date, Literals.date(context.DATE(1).getSymbol()));
    }

    private DateTest between(DateTestContext context, LocalDate first, LocalDate last) {
        if (first.isAfter(last)) {
            findings.add(impossible(
                    context.IS().getSymbol(),
                    context.getStop(),
                    "no date is between %s and %s".formatted(first, last),
                    first,
                    last));
        }
        return new DateTest.Between(first, last);
    }

    private static Diagnostic impossible(Token from, Token to, String message, Object larger, Object smaller) {
        return Diagnostic.error(
                Code.IMPOSSIBLE_TEST,
                from.getLine() == to.getLine() ? spanOf(from, to) : spanOf(from),
                message,
                "write between %s and %s".formatted(smaller, larger));
    }

    private Optional<Built> notYet(Token token, String what) {
        findings.add(Values.notYet(token, token, what));
        return Optional.empty();
    }
}
