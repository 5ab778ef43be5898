package io.stockrule.language.check;

import io.stockrule.language.Checked;
import io.stockrule.language.Code;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Expectation;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An `expect` or a `promise`, and what came of it.
///
/// @param instead what is done, where that is something else
public record TriedLine(boolean isPromise, Span span, String text, State state, Optional<String> instead) {
    /// Of a line.
    public enum State {
        HELD,
        /// As far as it was tried, which is not every stock of every listing.
        HELD_WHERE_TRIED,
        FAILED,
        /// Something else has to be put right first, or rule files are needed that are not at hand.
        NOT_TRIED
    }

    private static final Set<Code> TRIALS = EnumSet.of(Code.EXPECTATION_FAILED, Code.PROMISE_BROKEN);

    /// In the order of the text; none where the text cannot be read.
    public static List<TriedLine> of(String text, Checked checked) {
        return switch (checked) {
            case Checked.Accepted accepted -> of(accepted.profile(), accepted.diagnostics());
            case Checked.Rejected rejected ->
                Checker.read(text, KnownNames.ANY) instanceof Checked.Accepted(var profile, var _)
                        ? of(profile, rejected.diagnostics())
                        : List.of();
        };
    }

    private static List<TriedLine> of(Profile profile, List<Diagnostic> found) {
        var expectations = profile.expectations().stream()
                .map(each -> of(false, each.span(), each.text(), withSteps(each, found), wereTried(false, found)));
        var promises = profile.promises().stream()
                .map(each -> of(true, each.span(), each.text(), found, wereTried(true, found)));
        return Stream.concat(expectations, promises)
                .sorted((one, other) -> one.span.compareTo(other.span))
                .toList();
    }

    /// With what is said of one of its steps as if it were said of the whole.
    private static List<Diagnostic> withSteps(Expectation expectation, List<Diagnostic> found) {
        var steps = expectation.steps().map(Expectation.Step::span).toList();
        return found.stream()
                .map(each -> steps.contains(each.span()) ? each.at(expectation.span(), List.of()) : each)
                .toList();
    }

    /// Promises are proved when all expectations have come true, and these are tried when nothing else is wrong.
    private static boolean wereTried(boolean promises, List<Diagnostic> found) {
        return found.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::code)
                .allMatch(promises ? Code.PROMISE_BROKEN::equals : TRIALS::contains);
    }

    private static TriedLine of(boolean isPromise, Span span, String text, List<Diagnostic> found, boolean tried) {
        var here = found.stream().filter(each -> each.span().equals(span)).toList();
        var failure = here.stream().filter(each -> TRIALS.contains(each.code())).findFirst();
        var state = failure.isPresent()
                ? State.FAILED
                : !tried || has(here, Code.NOT_CHECKED)
                        ? State.NOT_TRIED
                        : isPromise && has(found, Code.CHECKED_BY_SAMPLING) ? State.HELD_WHERE_TRIED : State.HELD;
        return new TriedLine(isPromise, span, text, state, failure.map(Diagnostic::message));
    }

    private static boolean has(List<Diagnostic> found, Code code) {
        return found.stream().anyMatch(each -> each.code() == code);
    }
}
