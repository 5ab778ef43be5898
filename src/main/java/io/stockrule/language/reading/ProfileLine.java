package io.stockrule.language.reading;

import static io.stockrule.language.reading.StatementTokens.spanOf;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Findings;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
import io.stockrule.language.Suggestion;
import java.util.List;

/// A file opens with `profile "Name"`, and has no other such line.
final class ProfileLine {
    private ProfileLine() {}

    static void check(List<StatementTokens> statements, Findings findings) {
        if (statements.stream().noneMatch(ProfileLine::isProfile) && !isMisspelt(statements)) {
            findings.add(Diagnostic.error(
                            Code.PROFILE_MISSING,
                            statements.isEmpty()
                                    ? new Span(1, 1, 1)
                                    : spanOf(statements.getFirst().first()),
                            "the profile has no name",
                            "start the file with a line such as profile \"Default\"")
                    .repairedBy(Repair.likely(new Edit(1, 1, 0, "profile \"Default\"\n"))));
        }
        statements.stream()
                .skip(1)
                .filter(ProfileLine::isProfile)
                .forEach(each -> findings.add(Diagnostic.error(
                        Code.PROFILE_NOT_FIRST,
                        each.place().span(),
                        "\"profile\" stands once, on the first line",
                        "one file is one profile")));
    }

    /// `profil "Default"` is told as what it is, and not a second time as a name that is missing.
    private static boolean isMisspelt(List<StatementTokens> statements) {
        return !statements.isEmpty()
                && Suggestion.closest(statements.getFirst().first().getText(), Words.statementStarts())
                        .filter("profile"::equals)
                        .isPresent();
    }

    private static boolean isProfile(StatementTokens statement) {
        return statement.type() == StockruleLexer.PROFILE;
    }
}
