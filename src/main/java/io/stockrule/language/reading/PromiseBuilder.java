package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.Promise;
import io.stockrule.language.reading.StockruleParser.PromiseContext;

/// Builds a promise, and refuses one that the language knows no proof of.
final class PromiseBuilder {
    private final Place place;
    private final Findings findings;

    PromiseBuilder(Place place, Findings findings) {
        this.place = place;
        this.findings = findings;
    }

    Statement build(PromiseContext context) {
        return new Statement.Promises(promise(context), place);
    }

    private Promise promise(PromiseContext context) {
        if (context.NEVER() != null) {
            return new Promise.NeverRises();
        }
        if (context.MOST() != null) {
            return new Promise.AtMostAvailable();
        }
        context.NUMBER().stream()
                .filter(number -> Literals.number(number.getSymbol()) != 0)
                .findFirst()
                .ifPresent(number -> findings.add(Diagnostic.error(
                        Code.IMPOSSIBLE_PROMISE,
                        spanOf(number.getSymbol()),
                        "only 0 can be promised for an available stock of 0",
                        "write promise listed is 0 when available is 0, or an expect for one number")));
        return new Promise.NothingOfNothing();
    }
}
