package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.reading.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds statements that may stand once and stand again.
public final class Repetitions {
    private Repetitions() {}

    public static void check(List<Statement> statements, Findings findings) {
        Map<String, Statement> first = new HashMap<>();
        for (var statement : statements) {
            var what = onlyOnce(statement);
            var earlier = what.isEmpty() ? null : first.putIfAbsent(what, statement);
            if (earlier != null) {
                findings.add(givenTwice(what, statement, earlier));
            }
        }
    }

    /// What a profile says once at most; empty for what it may say as often as it likes.
    private static String onlyOnce(Statement statement) {
        return switch (statement) {
            case Statement.Selects _ -> "\"use\"";
            case Statement.Counts _ -> "\"count\"";
            case Statement.Keeps keeps ->
                keeps.warehouse()
                        .map(at -> "\"keep\" at \"%s\"".formatted(Diagnostic.shortened(at.text())))
                        .orElse("\"keep\"");
            case Statement.Offers _ -> "\"offer\"";
            case Statement.Lists _ -> "\"quantity\"";
            case Statement.ListsNothingBelow _ -> "\"list nothing below\"";
            case Statement.ListsInSteps _ -> "\"list in steps\"";
            case Statement.Handles _ -> "\"handling time\"";
            case Statement.Includes includes ->
                "\"include rules\" of \"%s\""
                        .formatted(Diagnostic.shortened(includes.ruleFile().text()));
            case Statement.KnowsNoStock _ -> "\"when stock is unknown\"";
            case Statement.Names _,
                    Statement.Excepts _,
                    Statement.Narrows _,
                    Statement.Promises _,
                    Statement.Expects _ -> "";
        };
    }

    private static Diagnostic givenTwice(String what, Statement statement, Statement earlier) {
        return Diagnostic.error(
                Code.GIVEN_TWICE,
                statement.place().span(),
                "%s may stand once in a profile".formatted(what),
                "line %d already says: %s"
                        .formatted(
                                earlier.place().span().line(),
                                Diagnostic.shortened(earlier.place().text())));
    }
}
