package io.stockrule.language;

import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Condition.AmountTest;
import java.util.List;

/// Warns of tests that some numbers would satisfy, but none that the tested amount can have.
final class NeverTrue {
    private NeverTrue() {}

    static void check(List<Statement> statements, Findings findings) {
        for (var statement : statements) {
            if (statement instanceof Statement.Excepts excepts && asksBelowZero(excepts.condition())) {
                findings.add(Diagnostic.warning(
                        Code.NEVER_TRUE,
                        statement.place().span(),
                        "this exception never acts: what is sellable or listed is never below 0",
                        "only available can be negative, such as when available is below 0 then list 0"));
            }
        }
    }

    private static boolean asksBelowZero(Condition condition) {
        return condition instanceof AmountTest(var amount, var comparison)
                && (amount instanceof Amount.Sellable || amount instanceof Amount.Listed)
                && greatest(comparison) < 0;
    }

    /// The greatest number that satisfies a comparison.
    private static long greatest(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Is is -> is.number();
            case Comparison.Below below -> below.number() - 1;
            case Comparison.AtMost atMost -> atMost.number();
            case Comparison.Between between -> between.highest();
            case Comparison.IsNot _, Comparison.Above _, Comparison.AtLeast _ -> Long.MAX_VALUE;
        };
    }
}
