package io.stockrule.language.reading;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.reading.StockruleParser.ActionContext;
import io.stockrule.language.reading.StockruleParser.BranchContext;
import java.util.List;
import java.util.OptionalInt;

/// Builds what an exception does in one of its two cases: at most one action that changes the number, and one handling
/// time.
final class BranchBuilder {
    private final Findings findings;

    BranchBuilder(Findings findings) {
        this.findings = findings;
    }

    Branch build(BranchContext context) {
        var times = context.action().stream().filter(it -> it.lead() != null).toList();
        var numbers = context.action().stream().filter(it -> it.lead() == null).toList();
        onlyOne(times, "two handling times", "write one of them");
        var hold = numbers.stream().filter(it -> it.HOLD() != null).findFirst();
        if (hold.isPresent() && context.action().size() > 1) {
            holdsAlone(hold.get());
        } else {
            onlyOne(
                    numbers,
                    "two actions that change the number",
                    "write one of them; the first exception that fits decides");
        }
        return new Branch(
                numbers.isEmpty() ? new Action.Leave() : action(numbers.getFirst()),
                times.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                Values.days(times.getFirst().lead().NUMBER().getSymbol(), findings)));
    }

    private void onlyOne(List<ActionContext> actions, String what, String help) {
        if (actions.size() > 1) {
            findings.add(Diagnostic.error(
                    Code.TWO_ACTIONS, StatementTokens.spanOf(actions.get(1).getStart()), what, help));
        }
    }

    private void holdsAlone(ActionContext hold) {
        findings.add(Diagnostic.error(
                Code.HOLD_STANDS_ALONE,
                StatementTokens.spanOf(hold.getStart()),
                "hold sends nothing, so nothing goes with it",
                "leave out hold, or all else"));
    }

    private Action action(ActionContext context) {
        return switch (context.getStart().getType()) {
            case StockruleLexer.ADD ->
                new Action.Add(Values.count(context.NUMBER().getSymbol(), findings));
            case StockruleLexer.SUBTRACT ->
                new Action.Subtract(Values.count(context.NUMBER().getSymbol(), findings));
            case StockruleLexer.HOLD -> new Action.Hold();
            case StockruleLexer.STOP -> new Action.Stop();
            default -> list(context);
        };
    }

    private Action list(ActionContext context) {
        if (context.productValue() != null) {
            return new Action.ListProductValue();
        }
        int quantity = Values.count(context.NUMBER().getSymbol(), findings);
        if (context.MOST() != null) {
            return new Action.ListAtMost(quantity);
        }
        return context.LEAST() == null ? new Action.ListNumber(quantity) : new Action.ListAtLeast(quantity);
    }
}
