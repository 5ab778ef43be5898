package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.reading.Statement;
import java.util.List;
import java.util.stream.Stream;

/// Warns of a cap that lies below the minimum or below the step: whatever the stock, nothing would be listed.
final class CapBelowMinimum {
    private CapBelowMinimum() {}

    static void check(List<Statement> statements, Findings findings) {
        for (var statement : statements) {
            switch (statement) {
                case Statement.ListsNothingBelow(int minimum, var _) ->
                    capsBelow(statement, minimum, statements)
                            .forEach(cap -> findings.add(warning(statement, minimum, "minimum", cap)));
                case Statement.ListsInSteps(int steps, var _) ->
                    capsBelow(statement, steps, statements)
                            .forEach(cap -> findings.add(warning(statement, steps, "step", cap)));
                default -> {}
            }
        }
    }

    /// None where others of the statement's kind are for some listings: which meets which cap is only known of a
    /// listing.
    private static Stream<Statement> capsBelow(Statement statement, int least, List<Statement> statements) {
        boolean isOfRest = statements.stream()
                .anyMatch(each -> each instanceof Statement.Narrows
                        && statement.getClass().isInstance(each.forAny()));
        return statements.stream()
                .filter(_ -> !isOfRest)
                .filter(each -> each.forAny() instanceof Statement.Lists lists
                        && lists.mode() instanceof QuantityMode.NotMoreThan capped
                        && capped.cap() < least);
    }

    private static Diagnostic warning(Statement statement, int least, String what, Statement cap) {
        return Diagnostic.warning(
                Code.CAP_BELOW_MINIMUM,
                statement.place().span(),
                "nothing below %d is listed, but line %d says: %s"
                        .formatted(
                                least,
                                cap.place().span().line(),
                                Diagnostic.shortened(cap.place().text())),
                (cap instanceof Statement.Narrows
                                ? "so nothing is listed where that applies; raise the cap or lower the %s"
                                : "so nothing is ever listed; raise the cap or lower the %s")
                        .formatted(what));
    }
}
