package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.reading.Statement;
import java.util.List;

/// Finds exceptions below one that says `otherwise`: that one always acts, so these never do.
final class BelowOtherwise {
    private BelowOtherwise() {}

    static void check(List<Statement> statements, Findings findings) {
        Statement.Excepts last = null;
        for (var statement : statements) {
            if (statement instanceof Statement.Excepts excepts) {
                if (last != null) {
                    findings.add(neverActs(excepts, last));
                } else if (excepts.otherwise().isPresent()) {
                    last = excepts;
                }
            }
        }
    }

    private static Diagnostic neverActs(Statement.Excepts statement, Statement.Excepts last) {
        return Diagnostic.error(
                Code.BELOW_OTHERWISE,
                statement.place().span(),
                "this exception never acts, as the one on line %d always does, then or otherwise"
                        .formatted(last.place().span().line()),
                "move it above that line");
    }
}
