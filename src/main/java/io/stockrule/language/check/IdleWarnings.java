package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.proof.Examination;
import io.stockrule.language.proof.Example;
import io.stockrule.language.proof.IdleExceptions;
import io.stockrule.language.proof.KnownWarehouses;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Warns of exceptions without which a profile would do the same.
final class IdleWarnings {
    private final Profile profile;
    private final Findings findings;

    private IdleWarnings(Profile profile, Findings findings) {
        this.profile = profile;
        this.findings = findings;
    }

    static void add(Profile profile, IdleExceptions.Idle idle, Findings findings) {
        var warnings = new IdleWarnings(profile, findings);
        var both = (BitSet) idle.never().clone();
        both.or(idle.unchanging());
        // The reason takes a search of its own, and only so many are shown.
        int[] never =
                idle.never().stream().filter(it -> warnings.isWhole(it, both)).toArray();
        for (int i = 0; i < never.length; i++) {
            warnings.addNever(never[i], i < Findings.SHOWN);
        }
        idle.unchanging().stream().filter(it -> warnings.isWhole(it, both)).forEach(warnings::addUnchanging);
    }

    /// Whether a statement that is left out for this exception loses nothing else: one with an `otherwise` is of no use
    /// only if neither of the two is, and is told once.
    private boolean isWhole(int number, BitSet idle) {
        var exceptions = profile.exceptions();
        if (exceptions.get(number).isOtherwise()) {
            return false;
        }
        boolean hasOtherwise =
                number + 1 < exceptions.size() && exceptions.get(number + 1).isOtherwiseOf(exceptions.get(number));
        return !hasOtherwise || idle.get(number + 1);
    }

    private void addNever(int number, boolean isShown) {
        var exception = profile.exceptions().get(number);
        if (!findings.has(Code.NEVER_TRUE, exception.span())) {
            findings.add(Diagnostic.warning(
                    Code.NEVER_ACTS,
                    exception.span(),
                    "this exception never acts" + (isShown ? ": " + why(exception) : ""),
                    "the first exception whose condition holds acts; move this one up, or leave it out"));
        }
    }

    /// Alone it either acts, and then an earlier one is in its way, or its condition is never true.
    private String why(ProfileException exception) {
        var alone = profile.withExceptions(List.of(exception));
        return Examination.of(alone, 1, new Effort())
                .acting(0)
                .flatMap(this::earlier)
                .orElse("its condition is never true");
    }

    private Optional<String> earlier(Example example) {
        var warehouses = KnownWarehouses.of(example.listing().profile());
        var facts = example.listing().example().facts(warehouses.stock(example.levels()), 1);
        return Interpreter.circumstances(profile, facts)
                .flatMap(amounts -> profile.exceptions().stream()
                        .filter(each -> amounts.hold(each.condition()))
                        .findFirst())
                .map(first -> "earlier ones act wherever it could, with %s the one on line %d"
                        .formatted(
                                warehouses.described(example.levels()),
                                first.span().line()));
    }

    private void addUnchanging(int number) {
        findings.add(Diagnostic.warning(
                Code.CHANGES_NOTHING,
                profile.exceptions().get(number).span(),
                "this exception changes nothing: whenever it acts, the profile comes to the same without it",
                "leave it out, or change what it does"));
    }
}
