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
        if (statements.stream().anyMatch(CapBelowMinimum::isMinimumOfSome)) {
            return; // which of them meets which cap is only known of a listing
        }
        for (var statement : statements) {
            switch (statement) {
                case Statement.ListsNothingBelow(int minimum, var _) ->
                    capsBelow(minimum, statements)
                            .forEach(cap -> findings.add(warning(statement, minimum, "minimum", cap)));
                case Statement.ListsInSteps(int steps, var _) ->
                    capsBelow(steps, statements).forEach(cap -> findings.add(warning(statement, steps, "step", cap)));
                default -> {}
            }
        }
    }

    private static boolean isMinimumOfSome(Statement statement) {
        return statement instanceof Statement.Narrows narrows
                && (narrows.statement() instanceof Statement.ListsNothingBelow
                        || narrows.statement() instanceof Statement.ListsInSteps);
    }

    private static Stream<Statement> capsBelow(int least, List<Statement> statements) {
        return statements.stream()
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
                "so nothing is ever listed; raise the cap or lower the %s".formatted(what));
    }
}
