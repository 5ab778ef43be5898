package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.reading.Statement;
import java.util.List;

/// Warns of a cap that lies below the minimum: whatever the stock, nothing would be listed.
final class CapBelowMinimum {
    private CapBelowMinimum() {}

    static void check(List<Statement> statements, Findings findings) {
        if (statements.stream().anyMatch(CapBelowMinimum::isMinimumOfSome)) {
            return; // which of them meets which cap is only known of a listing
        }
        for (var statement : statements) {
            if (statement instanceof Statement.ListsNothingBelow minimum) {
                statements.stream()
                        .filter(each -> each.forAny() instanceof Statement.Lists lists
                                && lists.mode() instanceof QuantityMode.NotMoreThan capped
                                && capped.cap() < minimum.minimum())
                        .forEach(each -> findings.add(warning(minimum, each)));
            }
        }
    }

    private static boolean isMinimumOfSome(Statement statement) {
        return statement instanceof Statement.Narrows narrows
                && narrows.statement() instanceof Statement.ListsNothingBelow;
    }

    private static Diagnostic warning(Statement.ListsNothingBelow minimum, Statement cap) {
        return Diagnostic.warning(
                Code.CAP_BELOW_MINIMUM,
                minimum.place().span(),
                "nothing below %d is listed, but line %d says: %s"
                        .formatted(
                                minimum.minimum(),
                                cap.place().span().line(),
                                Diagnostic.shortened(cap.place().text())),
                "so nothing is ever listed; raise the cap or lower the minimum");
    }
}
