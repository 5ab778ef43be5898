package io.stockrule.language.coverage;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Span;
import io.stockrule.language.writing.ProfileWriter;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The sides of one exception: that it acts, that it goes before the next, what its action does, and its tests.
final class ExceptionSides {
    private static final int MOST_UNITS = 1_000_000;

    private final VariedProfile varied;
    private final ProfileException exception;
    private final int number;
    private final List<ProfileException> exceptions;
    private final Span span;

    /// @param number from 0
    ExceptionSides(Profile profile, int number, Span span) {
        this.varied = new VariedProfile(profile);
        this.exceptions = profile.exceptions();
        this.exception = exceptions.get(number);
        this.number = number;
        this.span = span;
    }

    Stream<Side> all() {
        return Stream.of(Stream.of(acting()), order(), ofAction(), ofTests()).flatMap(each -> each);
    }

    /// One that only does what is done without it can still do something else.
    /// Of one that only says a handling time, no line can tell more than that it acts.
    private Side acting() {
        Action other = exception.action() instanceof Action.Stop ? new Action.Hold() : new Action.Stop();
        var instead = "with %s %s".formatted(exception.isOtherwise() ? "otherwise" : "then", written(other));
        var missing =
                (exception.isOtherwise() ? "what is done otherwise" : "the exception") + " never made a difference";
        return exception.action() instanceof Action.Leave
                ? Side.of(span, missing, instead, with(other))
                : Side.of(span, missing, "without it", varied.exceptions(all -> {
                            all.remove(number);
                            return all;
                        }))
                        .orElse(instead, with(other));
    }

    private Stream<Side> order() {
        return number == exceptions.size() - 1 || hasOtherwise()
                ? Stream.empty()
                : Stream.of(Side.of(
                                span,
                                "the exception never acted where the next one would act, too",
                                "with the next one before it",
                                varied.exceptions(all -> {
                                    Collections.swap(all, number, number + 1);
                                    return all;
                                }))
                        .whereItMatters());
    }

    private Stream<Side> ofAction() {
        return switch (exception.action()) {
            case Action.ListNumber(int quantity) ->
                Stream.of(
                        action("never raised a number", new Action.ListAtMost(quantity)),
                        action("never lowered a number", new Action.ListAtLeast(quantity)));
            case Action.ListAtMost(int quantity) ->
                Stream.concat(
                        units(quantity, Action.ListAtMost::new),
                        Stream.of(action("never left a smaller number as it is", new Action.ListNumber(quantity))));
            case Action.ListAtLeast(int quantity) ->
                Stream.concat(
                        units(quantity, Action.ListAtLeast::new),
                        Stream.of(action("never left a larger number as it is", new Action.ListNumber(quantity))));
            case Action.Add(int units) -> units(units, Action.Add::new);
            case Action.Subtract(int units) -> units(units, Action.Subtract::new);
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> Stream.empty();
        };
    }

    private Stream<Side> units(int units, IntFunction<Action> action) {
        return Stream.of(units - 1, units + 1)
                .filter(other -> other >= 0 && other <= MOST_UNITS)
                .map(action::apply)
                .map(other -> action(": no line tells it from " + written(other), other));
    }

    private Side action(String missing, Action other) {
        return Side.of(
                span,
                written(exception.action()) + (missing.startsWith(":") ? "" : " ") + missing,
                "with then " + written(other),
                with(other));
    }

    private static String written(Action action) {
        return ProfileWriter.write(Branch.of(action));
    }

    private Profile with(Action other) {
        return varied.exceptions(all -> {
            all.set(number, exception.with(new Branch(other, exception.handlingDays())));
            return all;
        });
    }

    private boolean hasOtherwise() {
        return otherwise().isPresent();
    }

    private Optional<ProfileException> otherwise() {
        return Optional.of(exceptions)
                .filter(all -> number + 1 < all.size())
                .map(all -> all.get(number + 1))
                .filter(next -> next.isOtherwiseOf(exception));
    }

    /// Those of an `otherwise` are those of the exception before it.
    private Stream<Side> ofTests() {
        return exception.isOtherwise()
                ? Stream.empty()
                : Conditions.tests(exception.condition()).flatMap(test -> new TestSides(test, span, this::with).all());
    }

    private Profile with(Condition test, Condition instead) {
        var condition = Conditions.with(exception.condition(), test, instead);
        return varied.exceptions(all -> {
            all.set(number, exception.with(condition));
            otherwise().ifPresent(next -> all.set(number + 1, next.with(new Condition.Not(condition))));
            return all;
        });
    }
}
