package io.stockrule.language;

import java.util.List;

/// Reads a profile text and says everything that is wrong with it.
public final class Checker {
    private Checker() {}

    /// Checks one profile text. Never throws, whatever the text.
    public static Checked check(String text, KnownNames known) {
        var findings = new Findings();
        var parsed = ProfileParser.parse(text, findings);
        checkMeaning(parsed.statements(), known, findings);
        if (findings.hasErrorsOutside(parsed.expectationLines())) {
            return new Checked.Rejected(findings.sorted());
        }
        var profile = ProfileBuilder.build(parsed.statements());
        Expectations.check(profile, findings);
        return findings.hasErrors()
                ? new Checked.Rejected(findings.sorted())
                : new Checked.Accepted(profile, findings.sorted());
    }

    private static void checkMeaning(List<Statement> statements, KnownNames known, Findings findings) {
        Repetitions.check(statements, findings);
        NamesInUse.check(statements, known, findings);
        Contradictions.check(statements, findings);
        CapBelowMinimum.check(statements, findings);
    }
}
