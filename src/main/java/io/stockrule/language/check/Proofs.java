package io.stockrule.language.check;

import io.stockrule.language.Code;
import io.stockrule.language.Counting;
import io.stockrule.language.Decides;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfilePromise;
import io.stockrule.language.Promise;
import io.stockrule.language.Provision;
import io.stockrule.language.Span;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.proof.Examination;
import io.stockrule.language.proof.Examined;
import io.stockrule.language.proof.Example;
import io.stockrule.language.proof.ExampleWording;
import io.stockrule.language.proof.IdleExceptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds a profile against its promises, and warns of what a merchant may not have meant, whatever the stock.
final class Proofs {
    /// Decisions by built rules cost more than those by the reference.
    private static final int MOST_DECISIONS = 2_000;

    private final Profile profile;
    private final Examined examined;
    private final Findings findings;
    private final ExampleWording wording;

    private Proofs(Profile profile, Examined examined, Decides decides, Findings findings) {
        this.profile = profile;
        this.examined = examined;
        this.findings = findings;
        this.wording = new ExampleWording(profile, decides);
    }

    /// @param decides what decides with included rules; without it their promises cannot be checked
    static void check(Profile profile, Optional<Decides> decides, Findings findings) {
        check(profile, decides, findings, new Effort());
    }

    static void check(Profile profile, Optional<Decides> decides, Findings findings, Effort effort) {
        var examined = Examination.of(profile, 1, effort);
        var own = new Proofs(profile, examined, Interpreter::decide, findings);
        if (!profile.includesRules()) {
            own.check();
        } else {
            decides.ifPresentOrElse(it -> withIncluded(profile, it, findings).check(), own::warnOfPromises);
        }
        if (examined.exact()) {
            IdleWarnings.add(profile, IdleExceptions.of(profile, examined, effort), findings);
        }
    }

    private static Proofs withIncluded(Profile profile, Decides decides, Findings findings) {
        var sample = Examination.of(profile, decides, new Effort(MOST_DECISIONS, Integer.MAX_VALUE));
        return new Proofs(profile, sample, decides, findings);
    }

    private void check() {
        checkPromises();
        warnOfNumbers();
        if (!profile.includesRules()) { // which may say one
            examined.leavingHandlingTime().ifPresent(this::warnOfHandlingTime);
        }
        warnOfSampling();
    }

    private void checkPromises() {
        for (var promise : profile.promises()) {
            switch (promise.promise()) {
                case Promise.AtMostAvailable _ ->
                    examined.listingMost().ifPresent(example -> broken(promise, List.of(example)));
                case Promise.NothingOfNothing _ ->
                    examined.listingSomethingOfNothing().ifPresent(example -> broken(promise, List.of(example)));
                case Promise.NeverRises _ ->
                    examined.rise().ifPresent(rise -> broken(promise, List.of(rise.more(), rise.less())));
            }
        }
    }

    private void broken(ProfilePromise promise, List<Example> examples) {
        var told = examples.size() == 1 ? wording.told(examples.getFirst()) : wording.told(examples);
        findings.add(Diagnostic.error(
                Code.PROMISE_BROKEN,
                promise.span(),
                "the promise is broken: " + told,
                String.join("\n", examples.stream().map(wording::trace).toList())));
    }

    /// Quantities that ignore stock list more than there is because the merchant says so.
    private void warnOfNumbers() {
        if (!promised(Promise.AtMostAvailable.class)) {
            examined.listingMore().values().stream().sorted(Example.SMALLEST).forEach(this::warnOfMore);
        }
        if (!promised(Promise.NeverRises.class)) {
            examined.rise().ifPresent(this::warnOfRise);
        }
    }

    private boolean promised(Class<? extends Promise> kind) {
        return promises(kind).findAny().isPresent();
    }

    private Stream<ProfilePromise> promises(Class<? extends Promise> kind) {
        return profile.promises().stream().filter(each -> kind.isInstance(each.promise()));
    }

    private void warnOfMore(Example example) {
        findings.add(Diagnostic.warning(
                Code.LISTS_MORE_THAN_AVAILABLE,
                span(example.acting()),
                "this can list more than is available: " + wording.told(example),
                "Amazon may sell what is not there; leave it so if you can get it in time"));
    }

    private void warnOfRise(Examined.Rise rise) {
        int acting =
                rise.less().acting() < 0 ? rise.more().acting() : rise.less().acting();
        findings.add(Diagnostic.warning(
                Code.RISES_WHEN_STOCK_FALLS,
                span(acting),
                "more is listed when stock falls: " + wording.told(List.of(rise.more(), rise.less())),
                wording.trace(rise.more()) + "\n" + wording.trace(rise.less())));
    }

    private void warnOfHandlingTime(Example example) {
        findings.add(Diagnostic.warning(
                Code.HANDLING_TIME_STAYS,
                span(example.sayingHandlingTime().orElseThrow()),
                "Amazon keeps this handling time when the exception does not act: " + wording.told(example),
                "say what it is then: with otherwise, or in a line of its own, such as handling time 2 days"));
    }

    private Span span(int exception) {
        return exception < 0
                ? Span.NOWHERE
                : profile.exceptions().get(exception).span();
    }

    private void warnOfSampling() {
        if (!examined.exact()) {
            findings.add(
                    Diagnostic.warning(
                            Code.CHECKED_BY_SAMPLING,
                            profile.promises().stream()
                                    .findFirst()
                                    .map(ProfilePromise::span)
                                    .orElse(Span.NOWHERE),
                            "checked by sampling: not every stock of every listing was tried",
                            testsHoldings()
                                    ? "what is committed, incoming or on hand is tried with some numbers only; expect lines can"
                                            + " hold what matters"
                                    : profile.includes().isEmpty()
                                            ? "fewer exceptions, or fewer different texts and warehouses in them, can be checked fully"
                                            : "what included rules do is known only by trying; expect lines can hold what matters"));
        } else if (!examined.risesExact() && examined.rise().isEmpty()) {
            promises(Promise.NeverRises.class).forEach(this::warnOfRoundings);
        }
    }

    private boolean testsHoldings() {
        return !FactsRead.by(
                        profile.with(new Provision.Counts(Counting.AVAILABLE)).with(LimitedStatements.NONE))
                .held()
                .isEmpty();
    }

    private void warnOfRoundings(ProfilePromise promise) {
        boolean inSteps = profile.steps() > 1
                || profile.limited().open().stream()
                        .anyMatch(each -> each.provision() instanceof Provision.ListsInSteps);
        findings.add(Diagnostic.warning(
                Code.CHECKED_BY_SAMPLING,
                promise.span(),
                "checked by sampling: %s round differently for each warehouse, and not every stock was tried"
                        .formatted(inSteps ? "steps" : "percentages"),
                inSteps
                        ? "small steps without percentages, or with ones like 50%, can be checked fully"
                        : "percentages like 10%, 20% or 50%, whose roundings soon repeat, can be checked fully"));
    }

    private void warnOfPromises() {
        for (var promise : profile.promises()) {
            findings.add(Diagnostic.warning(
                    Code.NOT_CHECKED,
                    promise.span(),
                    "this promise is not checked here: included rules may change what is listed",
                    "an expect line, or trying the profile with your own stock, tells what it lists"));
        }
    }
}
