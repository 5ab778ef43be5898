package io.stockrule.language.check;

import io.stockrule.language.Checked;
import io.stockrule.language.Code;
import io.stockrule.language.Decides;
import io.stockrule.language.Findings;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.reading.Statement;
import java.util.List;
import java.util.Optional;

/// Reads a profile text and says everything that is wrong with it.
public final class Checker {
    private Checker() {}

    /// Checks one profile text. Never throws, whatever the text.
    public static Checked check(String text, KnownNames known) {
        return check(text, known, Optional.empty());
    }

    /// The same for texts that may include rules: what such a profile promises and expects is held against what these
    /// decide.
    public static Checked check(String text, KnownNames known, Decides decides) {
        return check(text, known, Optional.of(decides));
    }

    private static Checked check(String text, KnownNames known, Optional<Decides> decides) {
        var checked = Removals.offered(text, tried(text, known, decides));
        return Remedies.offered(text, checked, changed -> isGood(tried(changed, known, decides)));
    }

    /// A change that leaves an exception with nothing to do is no remedy.
    private static boolean isGood(Checked changed) {
        return changed instanceof Checked.Accepted
                && changed.diagnostics().stream()
                        .noneMatch(each -> each.code() == Code.CHANGES_NOTHING || each.code() == Code.NEVER_ACTS);
    }

    private static Checked tried(String text, KnownNames known, Optional<Decides> decides) {
        return read(text, known, (statements, profile, findings) -> {
            ForNoListing.check(statements, profile, findings);
            Expectations.check(profile, decides, findings);
            if (!findings.hasErrors()) {
                Proofs.check(profile, decides, findings);
            }
        });
    }

    /// Reads a text without trying what it decides: one that was accepted once, or is only to be shown.
    public static Checked read(String text, KnownNames known) {
        return read(text, known, (_, _, _) -> {});
    }

    /// What is found out by deciding.
    @FunctionalInterface
    private interface Trials {
        void of(List<Statement> statements, Profile profile, Findings findings);
    }

    private static Checked read(String text, KnownNames known, Trials trials) {
        var findings = new Findings();
        var parsed = ProfileParser.parse(text, findings);
        checkMeaning(parsed.statements(), known, findings);
        if (findings.hasErrorsOutside(parsed.expectationLines())) {
            return new Checked.Rejected(findings.sorted());
        }
        var profile = ProfileBuilder.build(parsed.statements());
        trials.of(parsed.statements(), profile, findings);
        return findings.hasErrors()
                ? new Checked.Rejected(findings.sorted())
                : new Checked.Accepted(profile, findings.sorted());
    }

    private static void checkMeaning(List<Statement> statements, KnownNames known, Findings findings) {
        Repetitions.check(statements, findings);
        BelowOtherwise.check(statements, findings);
        NamesInUse.check(statements, known, findings);
        TextsInUse.check(statements, known, findings);
        Contradictions.check(statements, findings);
        CapBelowMinimum.check(statements, findings);
        Unmeant.check(statements, known, findings);
    }
}
