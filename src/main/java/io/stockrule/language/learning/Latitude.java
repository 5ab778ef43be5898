package io.stockrule.language.learning;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Reserve.Kept;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.writing.ProfileWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Which numbers of a profile could be others and explain the very same pairs.
final class Latitude {
    private static final int LARGEST = 1_000_000;

    private final Profile profile;
    private final Situations situations;

    private Latitude(Profile profile, Situations situations) {
        this.profile = profile;
        this.situations = situations;
    }

    /// A number of a profile.
    ///
    /// @param with the profile with another one in its place
    private record Dial(int number, int lowest, int highest, IntFunction<Profile> with) {}

    /// In sentences.
    static List<String> of(Profile profile, Situations situations) {
        var latitude = new Latitude(profile, situations);
        return latitude.dials().flatMap(each -> latitude.told(each).stream()).toList();
    }

    private Optional<String> told(Dial dial) {
        int lowest = furthest(dial, -1);
        int highest = furthest(dial, 1);
        if (lowest == highest) {
            return Optional.empty();
        }
        var others = highest == dial.highest() ? "%,d or more" : "%,d to %,d";
        return Optional.of(String.format(
                Locale.ROOT, "%s: " + others + " explains the same pairs", statement(dial), lowest, highest));
    }

    /// The line of the profile that has the number: the one that changes with it.
    private String statement(Dial dial) {
        var lines = lines(profile);
        var changed = lines(dial.with().apply(dial.number() == dial.highest() ? dial.number() - 1 : dial.number() + 1));
        return lines.stream()
                .filter(line -> !changed.contains(line))
                .findFirst()
                .orElseGet(lines::getFirst);
    }

    private static List<String> lines(Profile profile) {
        return ProfileWriter.write(profile).lines().toList();
    }

    /// Doubles its steps as long as nothing changes, then halves them.
    private int furthest(Dial dial, int direction) {
        int end = direction < 0 ? dial.lowest() : dial.highest();
        int same = dial.number();
        int step = 1;
        while (step > 0 && same != end) {
            int next = direction < 0 ? Math.max(end, same - step) : Math.min(end, same + step);
            if (isSame(dial.with().apply(next))) {
                same = next;
                step *= 2;
            } else {
                return halved(dial, same, next);
            }
        }
        return same;
    }

    private int halved(Dial dial, int known, int other) {
        int same = known;
        int differs = other;
        while (Math.abs(differs - same) > 1) {
            int middle = same + (differs - same) / 2;
            if (isSame(dial.with().apply(middle))) {
                same = middle;
            } else {
                differs = middle;
            }
        }
        return same;
    }

    private boolean isSame(Profile other) {
        return situations.all().stream()
                .allMatch(each -> Proposal.explains(profile, each) == Proposal.explains(other, each));
    }

    private Stream<Dial> dials() {
        var dials = new ArrayList<Dial>();
        reserve().ifPresent(dials::add);
        profile.share()
                .ifPresent(share -> dials.add(new Dial(
                        share,
                        1,
                        SellableGuess.WHOLE - 1,
                        it -> with(profile.reserves(), OptionalInt.of(it), profile.mode()))));
        mode().ifPresent(dials::add);
        if (profile.minimum() > 1) {
            dials.add(new Dial(profile.minimum(), 2, LARGEST, this::withMinimum));
        }
        profile.exceptions().forEach(each -> exception(each, dials));
        if (profile.unknown().orElse(null) instanceof UnknownStock.ListNumber(int quantity)) {
            dials.add(new Dial(quantity, 0, LARGEST, it -> with(new UnknownStock.ListNumber(it))));
        }
        return dials.stream();
    }

    private Optional<Dial> reserve() {
        return profile.reserves().stream().findFirst().map(it -> switch (it.kept()) {
            case Kept.Units(int units) -> new Dial(units, 1, LARGEST, kept -> kept(new Kept.Units(kept)));
            case Kept.Percent(int percent) ->
                new Dial(percent, 1, SellableGuess.WHOLE, kept -> kept(new Kept.Percent(kept)));
        });
    }

    private Profile kept(Kept kept) {
        return with(List.of(new Reserve(kept, Optional.empty())), profile.share(), profile.mode());
    }

    private Optional<Dial> mode() {
        return switch (profile.mode()) {
            case QuantityMode.ProductValue _, QuantityMode.SingleStock _ -> Optional.empty();
            case QuantityMode.NotMoreThan(int cap) ->
                Optional.of(new Dial(cap, 0, LARGEST, it -> with(new QuantityMode.NotMoreThan(it))));
            case QuantityMode.CustomQuantity(int quantity) ->
                Optional.of(new Dial(quantity, 0, LARGEST, it -> with(new QuantityMode.CustomQuantity(it))));
        };
    }

    private Profile with(QuantityMode mode) {
        return with(profile.reserves(), profile.share(), mode);
    }

    private void exception(ProfileException exception, List<Dial> dials) {
        if (exception.condition() instanceof Condition.AmountTest(var amount, var comparison)) {
            numbers(comparison)
                    .forEach(number -> dials.add(new Dial(
                            Math.toIntExact(number.at()),
                            -LARGEST,
                            LARGEST,
                            it -> with(
                                    new Condition.AmountTest(
                                            amount, number.with().apply(it)),
                                    exception.action()))));
        }
        action(exception.action())
                .ifPresent(number -> dials.add(new Dial(
                        Math.toIntExact(number.at()),
                        0,
                        LARGEST,
                        it -> with(exception.condition(), number.with().apply(it)))));
    }

    /// A number in something.
    private record Numbered<T>(long at, IntFunction<T> with) {}

    private static List<Numbered<Comparison>> numbers(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Is(long number) -> List.of(new Numbered<>(number, Comparison.Is::new));
            case Comparison.IsNot(long number) -> List.of(new Numbered<>(number, Comparison.IsNot::new));
            case Comparison.Below(long number) -> List.of(new Numbered<>(number, Comparison.Below::new));
            case Comparison.Above(long number) -> List.of(new Numbered<>(number, Comparison.Above::new));
            case Comparison.AtLeast(long number) -> List.of(new Numbered<>(number, Comparison.AtLeast::new));
            case Comparison.AtMost(long number) -> List.of(new Numbered<>(number, Comparison.AtMost::new));
            case Comparison.Between(long lowest, long highest) ->
                List.of(
                        new Numbered<>(lowest, it -> new Comparison.Between(it, highest)),
                        new Numbered<>(highest, it -> new Comparison.Between(lowest, it)));
        };
    }

    private static Optional<Numbered<Action>> action(Action action) {
        return switch (action) {
            case Action.ListNumber(int number) -> Optional.of(new Numbered<>(number, Action.ListNumber::new));
            case Action.ListAtMost(int number) -> Optional.of(new Numbered<>(number, Action.ListAtMost::new));
            case Action.ListAtLeast(int number) -> Optional.of(new Numbered<>(number, Action.ListAtLeast::new));
            case Action.Add(int number) -> Optional.of(new Numbered<>(number, Action.Add::new));
            case Action.Subtract(int number) -> Optional.of(new Numbered<>(number, Action.Subtract::new));
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> Optional.empty();
        };
    }

    private Profile with(Condition condition, Action action) {
        return profile.withExceptions(List.of(new ProfileException(condition, action, "", Span.NOWHERE)));
    }

    private Profile withMinimum(int minimum) {
        return profile.with(new Provision.ListsNothingBelow(minimum));
    }

    private Profile with(UnknownStock unknown) {
        return profile.with(new Provision.KnowsNoStock(unknown));
    }

    private Profile with(List<Reserve> reserves, OptionalInt share, QuantityMode mode) {
        return profile.withReserves(reserves).withShare(share).with(new Provision.Lists(mode));
    }
}
