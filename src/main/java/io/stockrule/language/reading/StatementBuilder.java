package io.stockrule.language.reading;

import io.stockrule.language.Code;
import io.stockrule.language.Condition;
import io.stockrule.language.Counting;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.reading.StockruleParser.*;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Builds the tree of one statement from its parts.
final class StatementBuilder {
    private static final int FEWEST_STEPS = 2;
    private static final int MOST_STEPS = 1_000;

    private final StatementTokens tokens;
    private final Place place;
    private final Findings findings;

    StatementBuilder(StatementTokens tokens, Findings findings) {
        this.tokens = tokens;
        this.place = tokens.place();
        this.findings = findings;
    }

    /// Empty when something is wrong with it.
    Optional<Statement> build(StatementContext context) {
        int before = findings.count();
        var statement = limited(statement((ParserRuleContext) context.getChild(0)), context.limit());
        return findings.count() == before ? Optional.of(statement) : Optional.empty();
    }

    private Statement statement(ParserRuleContext context) {
        return switch (context) {
            case ProfileContext profile -> new Statement.Names(name(profile.TEXT()), place);
            case SelectionContext selection -> selection(selection);
            case CountingContext counting -> new Statement.Counts(counting(counting), place);
            case ReserveContext reserve -> reserve(reserve);
            case ShareContext share -> new Statement.Offers(percent(share.PERCENT()), place);
            case QuantityModeContext mode -> new Statement.Lists(mode(mode), place);
            case MinimumOrStepsContext list -> minimumOrSteps(list);
            case IncludeContext include -> new Statement.Includes(name(include.TEXT()), place);
            case LeadContext lead ->
                new Statement.Handles(Values.days(lead.NUMBER().getSymbol(), findings), place);
            case WhenContext when -> when(when);
            case PromiseContext promise -> new PromiseBuilder(place, findings).build(promise);
            case ExpectContext expect -> new ExpectBuilder(place, findings).build(expect);
            default -> throw new IllegalStateException("no statement: " + context.getClass());
        };
    }

    private Statement limited(Statement statement, @Nullable LimitContext limit) {
        if (limit == null) {
            return statement;
        }
        var conditions = new ConditionBuilder(findings);
        var where = conditions.build(limit.condition());
        conditions.tests().stream()
                .filter(each -> each.test() instanceof Condition.AmountTest)
                .forEach(each -> findings.add(amountTested(each.span())));
        var text = tokens.textBehind(limit.WHERE().getSymbol());
        return new Statement.Narrows(statement, where, text, conditions.texts(), conditions.tests(), place);
    }

    private static Diagnostic amountTested(Span span) {
        return Diagnostic.error(
                Code.AMOUNT_IN_WHERE,
                span,
                "where says for which listings a statement is, and no listing is told by its stock",
                "write an exception, such as when available is below 3 then list 0");
    }

    private Statement selection(SelectionContext context) {
        var names = context.names() == null ? List.<Quoted>of() : names(context.names());
        return new Statement.Selects(
                selection(context, names.stream().map(Quoted::text).distinct().toList()), names, place);
    }

    private Selection selection(SelectionContext context, List<String> names) {
        if (context.FIRST() != null) {
            return new Selection.FirstOf(names, quantity(context.NUMBER()));
        }
        if (context.ALL() == null) {
            return new Selection.Named(names);
        }
        return names.isEmpty() ? new Selection.All() : new Selection.AllExcept(names);
    }

    private static Counting counting(CountingContext context) {
        return Counting.of(context.HAND() != null, context.INCOMING() != null);
    }

    private Statement reserve(ReserveContext context) {
        var kept = context.PERCENT() == null
                ? new Reserve.Kept.Units(quantity(context.NUMBER()))
                : new Reserve.Kept.Percent(percent(context.PERCENT()));
        return new Statement.Keeps(kept, Optional.ofNullable(context.TEXT()).map(this::name), place);
    }

    private static int percent(TerminalNode node) {
        return Values.percent(node.getSymbol());
    }

    private Statement minimumOrSteps(MinimumOrStepsContext context) {
        return context.STEPS() == null
                ? new Statement.ListsNothingBelow(quantity(context.NUMBER()), place)
                : new Statement.ListsInSteps(steps(context.NUMBER()), place);
    }

    private int steps(TerminalNode node) {
        int steps = quantity(node);
        if (steps >= 0 && (steps < FEWEST_STEPS || steps > MOST_STEPS)) {
            findings.add(Diagnostic.error(
                    Code.NUMBER_OUT_OF_RANGE,
                    StatementTokens.spanOf(node.getSymbol()),
                    "steps of %d are too %s".formatted(steps, steps < FEWEST_STEPS ? "small" : "large"),
                    "a step is %d to %,d units; leave the statement out to list every number"
                            .formatted(FEWEST_STEPS, MOST_STEPS)));
        }
        return steps;
    }

    private QuantityMode mode(QuantityModeContext context) {
        if (context.SINGLE() != null) {
            return new QuantityMode.SingleStock();
        }
        if (context.CUSTOM() != null) {
            return new QuantityMode.CustomQuantity(quantity(context.NUMBER()));
        }
        return context.NOT() == null
                ? new QuantityMode.ProductValue()
                : new QuantityMode.NotMoreThan(quantity(context.NUMBER()));
    }

    private Statement when(WhenContext context) {
        if (context.unknownAction() != null) {
            return limited(new Statement.KnowsNoStock(unknown(context.unknownAction()), place), context.limit());
        }
        var conditions = new ConditionBuilder(findings);
        var condition = conditions.build(context.condition());
        var branches = new BranchBuilder(findings);
        var then = branches.build(context.branch(0));
        var otherwise = Optional.ofNullable(context.branch(1)).map(branches::build);
        return new Statement.Excepts(
                condition,
                then,
                otherwise,
                told(context),
                conditions.warehouses(),
                conditions.texts(),
                conditions.tests(),
                place);
    }

    /// What is done otherwise is told without what is done then.
    private List<String> told(WhenContext context) {
        if (context.OTHERWISE() == null) {
            return List.of(place.text());
        }
        var otherwise = context.OTHERWISE().getSymbol();
        var condition = tokens.textBefore(context.THEN().getSymbol());
        return List.of(tokens.textBefore(otherwise), condition + " then …, otherwise " + tokens.textBehind(otherwise));
    }

    private UnknownStock unknown(UnknownActionContext context) {
        if (context.LIST() != null) {
            return new UnknownStock.ListNumber(quantity(context.NUMBER()));
        }
        return context.HOLD() == null ? new UnknownStock.Stop() : new UnknownStock.Hold();
    }

    private List<Quoted> names(NamesContext context) {
        return context.TEXT().stream().map(this::name).toList();
    }

    private Quoted name(TerminalNode node) {
        return Values.name(node.getSymbol(), findings);
    }

    private int quantity(TerminalNode node) {
        return Values.count(node.getSymbol(), findings);
    }
}
