package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Decides;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Edit;
import io.stockrule.language.Expectation;
import io.stockrule.language.Findings;
import io.stockrule.language.Profile;
import io.stockrule.language.Repair;
import io.stockrule.language.meaning.InTurn;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides what a profile's own `expect` lines ask, and tells of those that come out differently.
final class Expectations {
    private Expectations() {}

    /// @param decides what decides with included rules; without it their expectations cannot be tried
    static void check(Profile profile, Optional<Decides> decides, Findings findings) {
        if (profile.includes().isEmpty()) {
            check(profile, Interpreter::decide, findings);
        } else {
            decides.ifPresentOrElse(it -> check(profile, it, findings), () -> warn(profile, findings));
        }
    }

    private static void warn(Profile profile, Findings findings) {
        for (var expectation : profile.expectations()) {
            findings.add(Diagnostic.warning(
                    Code.NOT_CHECKED,
                    expectation.span(),
                    "this is not tried here: included rules may change what is listed",
                    "it is tried where the rule files are at hand, and when the profile is saved"));
        }
    }

    private static void check(Profile profile, Decides decides, Findings findings) {
        for (var expectation : profile.expectations()) {
            var decisions = InTurn.decide(expectation, facts -> decides.decide(profile, facts));
            var steps = expectation.steps().toList();
            for (int i = 0; i < steps.size(); i++) {
                if (!steps.get(i).expected().isMetBy(decisions.get(i).outcome())) {
                    var failed = failed(steps.get(i), decisions.get(i), where(expectation, i + 1));
                    findings.add(
                            i == 0 ? failed : failed.repairedBy(expectedOtherwise(steps.get(i), decisions.get(i))));
                }
            }
        }
    }

    private static String where(Expectation expectation, int step) {
        return expectation.isSeries()
                ? "in step %d of %d".formatted(step, expectation.then().size() + 1)
                : "here";
    }

    /// A step stands where its outcome is; whether that is wrong or the profile, only the merchant knows.
    private static Repair expectedOtherwise(Expectation.Step step, Decision decision) {
        return Repair.likely(Edit.of(step.span(), does(decision.outcome())));
    }

    private static Diagnostic failed(Expectation.Step step, Decision decision, String where) {
        return Diagnostic.error(
                Code.EXPECTATION_FAILED,
                step.span(),
                "the profile %s %s, but is expected to %s"
                        .formatted(does(decision.outcome()), where, shouldDo(step.expected())),
                trace(decision));
    }

    private static String does(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> "lists " + lists.quantity();
            case Outcome.Stops _ -> "stops";
            case Outcome.Holds _ -> "holds";
        };
    }

    private static String shouldDo(Expectation.Expected expected) {
        return switch (expected) {
            case Expectation.Lists lists -> "list " + lists.quantity();
            case Expectation.IsHeld _ -> "hold";
            case Expectation.IsStopped _ -> "stop";
        };
    }

    private static Optional<String> trace(Decision decision) {
        return decision.trace().isEmpty()
                ? Optional.empty()
                : Optional.of(decision.trace().stream().map(TraceStep::sentence).collect(Collectors.joining("\n")));
    }
}
