package io.stockrule.language.check;

import io.stockrule.language.Checked;
import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Expectation;
import io.stockrule.language.Findings;
import io.stockrule.language.Profile;
import io.stockrule.language.Repair;
import io.stockrule.language.Span;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.ProfileParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Looks for the smallest change with which an `expect` line comes true or a promise is kept, and offers it: another
/// number, a number that is only the most, an exception more. Whether that is meant only the merchant knows, so it is
/// never applied unseen.
///
/// What is offered was checked whole: the line is in order then, and no other that was in order is broken.
final class Remedies {
    /// Of larger texts a search would take longer than anybody looks at one line.
    private static final int LARGEST = 4_000;

    private static final int MOST_TRIED = 80;
    private static final int MOST_PROVED = 12;
    private static final int MOST_CHECKED = 3;

    /// Of one proof; the whole check follows for what is offered.
    private static final int POINTS = 2_000;

    private static final int TRIALS = 20_000;

    private static final Set<Code> SOUGHT = Set.of(Code.EXPECTATION_FAILED, Code.PROMISE_BROKEN);

    private final String text;
    private final Predicate<String> accepts;
    private int proved;
    private int checked;

    /// @param accepts whether a whole text checks clean
    private Remedies(String text, Predicate<String> accepts) {
        this.text = text;
        this.accepts = accepts;
    }

    /// The same with a repair of the first line that does not hold, where one is found.
    ///
    /// @param check of a whole text, without looking for remedies
    static Checked offered(String text, Checked checked, Predicate<String> check) {
        var errors = checked.diagnostics().stream().filter(Diagnostic::isError).toList();
        if (errors.isEmpty()
                || text.length() > LARGEST
                || errors.stream().anyMatch(each -> !SOUGHT.contains(each.code()))) {
            return checked;
        }
        return new Remedies(text, check)
                .search(errors.getFirst(), errors.size() == 1)
                .map(repair -> with(checked, errors.getFirst(), repair, text))
                .orElse(checked);
    }

    private static Checked with(Checked checked, Diagnostic broken, Repair repair, String text) {
        var repaired = broken.repairedBy(repair)
                .helpedBy(broken.help().map(it -> it + "\n").orElse("") + told(repair, text));
        return new Checked.Rejected(checked.diagnostics().stream()
                .map(each -> each == broken ? repaired : each)
                .toList());
    }

    private static String told(Repair repair, String text) {
        int line = repair.edits().getFirst().line();
        var changed = Repair.applied(text, List.of(repair)).split("\r\n|\r|\n", -1);
        return "it holds with: " + Diagnostic.shortened(changed[line - 1].strip(), Diagnostic.LONGEST_STATEMENT);
    }

    private Optional<Repair> search(Diagnostic broken, boolean alone) {
        var profile = read(text);
        if (profile.isEmpty() || profile.get().includesRules()) {
            return Optional.empty();
        }
        var before = broken(profile.get());
        return changes(profile.get(), broken.span()).stream()
                .limit(MOST_TRIED)
                .map(each -> new Repair(List.of(each), false))
                .filter(each -> isBetter(Repair.applied(text, List.of(each)), before, broken.span(), profile.get()))
                .filter(each -> !alone || checked++ < MOST_CHECKED && accepts.test(Repair.applied(text, List.of(each))))
                .findFirst();
    }

    private List<Edit> changes(Profile profile, Span broken) {
        var expectation = profile.expectations().stream()
                .flatMap(each -> each.steps())
                .filter(each -> each.span().equals(broken))
                .findFirst();
        return expectation.isPresent()
                ? new RemedyChanges(text).of(profile, expectation.get())
                : new RemedyChanges(text).ofPromise();
    }

    private boolean isBetter(String changed, Set<String> before, Span broken, Profile original) {
        var profile = read(changed);
        if (profile.isEmpty() || !key(original, broken).map(before::contains).orElse(false)) {
            return false;
        }
        var failing = failing(profile.get());
        if (!before.containsAll(failing)
                || failing.contains(key(original, broken).orElseThrow())) {
            return false;
        }
        if (original.promises().isEmpty()) {
            return true;
        }
        if (proved++ >= MOST_PROVED) {
            return false;
        }
        var after = broken(profile.get());
        return before.containsAll(after)
                && !after.contains(key(original, broken).orElseThrow());
    }

    /// How a line is known when others are put in above it.
    private static Optional<String> key(Profile profile, Span span) {
        for (int i = 0; i < profile.expectations().size(); i++) {
            var steps = profile.expectations().get(i).steps().toList();
            for (int step = 0; step < steps.size(); step++) {
                if (steps.get(step).span().equals(span)) {
                    return Optional.of("expect %d, step %d".formatted(i, step));
                }
            }
        }
        return profile.promises().stream()
                .filter(each -> each.span().equals(span))
                .map(each -> each.text())
                .findFirst();
    }

    private static Optional<Profile> read(String text) {
        var findings = new Findings();
        var statements = ProfileParser.parse(text, findings).statements();
        Repetitions.check(statements, findings);
        Contradictions.check(statements, findings);
        return findings.hasErrors() ? Optional.empty() : Optional.of(ProfileBuilder.build(statements));
    }

    private static Set<String> failing(Profile profile) {
        var failing = new HashSet<String>();
        for (int i = 0; i < profile.expectations().size(); i++) {
            var steps = profile.expectations().get(i).steps().toList();
            for (int step = 0; step < steps.size(); step++) {
                if (!holds(profile, steps.get(step))) {
                    failing.add("expect %d, step %d".formatted(i, step));
                }
            }
        }
        return failing;
    }

    private static boolean holds(Profile profile, Expectation.Step step) {
        return step.expected().isMetBy(Interpreter.decide(profile, step.facts()).outcome());
    }

    /// The lines that do not hold, promises among them.
    private static Set<String> broken(Profile profile) {
        var broken = failing(profile);
        if (!profile.promises().isEmpty()) {
            var findings = new Findings();
            Proofs.check(profile, Optional.empty(), findings, new Effort(POINTS, TRIALS));
            var lines = new ArrayList<>(findings.sorted());
            profile.promises().stream()
                    .filter(promise -> lines.stream()
                            .anyMatch(each -> each.code() == Code.PROMISE_BROKEN
                                    && each.span().equals(promise.span())))
                    .forEach(promise -> broken.add(promise.text()));
        }
        return broken;
    }
}
