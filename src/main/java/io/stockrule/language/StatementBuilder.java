package io.stockrule.language;

import io.stockrule.language.StockruleParser.*;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Builds the tree of one statement from its parts, and refuses what the product cannot do yet.
final class StatementBuilder {
    private final Place place;
    private final Findings findings;

    StatementBuilder(Place place, Findings findings) {
        this.place = place;
        this.findings = findings;
    }

    /// Empty when something is wrong with it.
    Optional<Statement> build(StatementContext context) {
        int before = findings.count();
        var statement = statement((ParserRuleContext) context.getChild(0));
        return findings.count() == before ? statement : Optional.empty();
    }

    private Optional<Statement> statement(ParserRuleContext context) {
        return switch (context) {
            case ProfileContext profile -> Optional.of(new Statement.Names(name(profile.TEXT()), place));
            case SelectionContext selection -> selection(selection);
            case ReserveContext reserve -> reserve(reserve);
            case QuantityModeContext mode -> Optional.of(new Statement.Lists(mode(mode), place));
            case WhenContext when -> when(when);
            case ExpectContext expect -> Optional.of(new ExpectBuilder(place, findings).build(expect));
            case MinimumContext minimum ->
                notYet(minimum.LIST().getSymbol(), minimum.BELOW().getSymbol(), "\"list nothing below\"");
            case IncludeContext include ->
                notYet(include.INCLUDE().getSymbol(), include.RULES().getSymbol(), "\"include rules\"");
            case LeadContext lead ->
                notYet(lead.HANDLING().getSymbol(), lead.TIME().getSymbol(), "\"handling time\"");
            default -> notYet(context.getStart(), Words.shown(context.getStart()));
        };
    }

    private Optional<Statement> selection(SelectionContext context) {
        if (context.FIRST() != null) {
            return notYet(context.THE().getSymbol(), context.FIRST().getSymbol(), "\"the first of\"");
        }
        var names = context.names() == null ? List.<Quoted>of() : names(context.names());
        var texts = names.stream().map(Quoted::text).distinct().toList();
        Selection selection = context.ALL() == null
                ? new Selection.Named(texts)
                : texts.isEmpty() ? new Selection.All() : new Selection.AllExcept(texts);
        return Optional.of(new Statement.Selects(selection, names, place));
    }

    private Optional<Statement> reserve(ReserveContext context) {
        if (context.PERCENT() != null) {
            notYet(context.PERCENT().getSymbol(), "a percentage in reserve");
        }
        if (context.AT() != null) {
            notYet(context.AT().getSymbol(), context.TEXT().getSymbol(), "a reserve of one warehouse");
        }
        return context.NUMBER() == null
                ? Optional.empty()
                : Optional.of(new Statement.Keeps(quantity(context.NUMBER()), place));
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

    private Optional<Statement> when(WhenContext context) {
        if (context.unknownAction() != null) {
            return Optional.of(new Statement.KnowsNoStock(unknown(context.unknownAction()), place));
        }
        var action = action(context.action());
        return new ConditionBuilder(findings)
                .build(context.condition())
                .map(found -> new Statement.Excepts(found.condition(), action, found.warehouses(), place));
    }

    private UnknownStock unknown(UnknownActionContext context) {
        if (context.LIST() != null) {
            return new UnknownStock.ListNumber(quantity(context.NUMBER()));
        }
        return context.HOLD() == null ? new UnknownStock.Stop() : new UnknownStock.Hold();
    }

    private Action action(ActionContext context) {
        return switch (context.getStart().getType()) {
            case StockruleLexer.ADD -> new Action.Add(quantity(context.NUMBER()));
            case StockruleLexer.SUBTRACT -> new Action.Subtract(quantity(context.NUMBER()));
            case StockruleLexer.HOLD -> new Action.Hold();
            case StockruleLexer.STOP -> new Action.Stop();
            default -> list(context);
        };
    }

    private Action list(ActionContext context) {
        if (context.productValue() != null) {
            return new Action.ListProductValue();
        }
        int quantity = quantity(context.NUMBER());
        if (context.MOST() != null) {
            return new Action.ListAtMost(quantity);
        }
        return context.LEAST() == null ? new Action.ListNumber(quantity) : new Action.ListAtLeast(quantity);
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

    private Optional<Statement> notYet(Token token, String what) {
        return notYet(token, token, what);
    }

    private Optional<Statement> notYet(Token from, Token to, String what) {
        findings.add(Values.notYet(from, to, what));
        return Optional.empty();
    }
}
