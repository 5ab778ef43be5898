package io.stockrule.language.coverage;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.Profile;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.TextTest;
import io.stockrule.language.TimeTest;
import io.stockrule.language.UnknownStock;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Profiles spoilt in one place each, as a hand that slips would spoil them. Made from the tree and not from the sides
/// that [ProfileSides] knows, so that these are held against something else than themselves.
final class ProfileMutants {
    private static final int MOST_UNITS = 1_000_000;

    private final VariedProfile varied;
    private final Profile profile;
    private final List<Mutant> mutants = new ArrayList<>();

    record Mutant(String what, Profile profile) {}

    private ProfileMutants(Profile profile) {
        this.profile = profile;
        this.varied = new VariedProfile(profile);
    }

    static List<Mutant> of(Profile profile) {
        var all = new ProfileMutants(profile);
        all.ofSettings();
        for (int i = 0; i < profile.exceptions().size(); i++) {
            all.ofException(i);
        }
        return all.mutants;
    }

    private void add(String what, Profile mutant) {
        if (!mutant.equals(profile)) {
            mutants.add(new Mutant(what, mutant));
        }
    }

    private void ofSettings() {
        selections(profile.selection()).forEach(it -> add("selection " + it, varied.selection(it)));
        profile.reserves().forEach(this::ofReserve);
        profile.share().ifPresent(percent -> {
            add("no share", varied.share(OptionalInt.empty()));
            beside(percent, 100).forEach(it -> add("offer " + it, varied.share(OptionalInt.of(it))));
        });
        modes(profile.mode()).forEach(it -> add("mode " + it, varied.mode(it)));
        add("no minimum", varied.minimum(0));
        add("no steps", varied.steps(1));
        for (int i = 0; i < profile.limited().open().size(); i++) {
            int number = i;
            add("without limited statement " + i, varied.limited(all -> {
                all.remove(number);
                return all;
            }));
        }
        if (profile.minimum() > 0) {
            beside(profile.minimum(), MOST_UNITS).forEach(it -> add("minimum " + it, varied.minimum(it)));
        }
        profile.unknown().ifPresent(said -> {
            add("nothing said of unknown stock", varied.unknown(Optional.empty()));
            unknowns(said).forEach(it -> add("unknown " + it, varied.unknown(Optional.of(it))));
        });
        for (int i = 1; i < profile.exceptions().size(); i++) {
            int second = i;
            if (profile.exceptions().get(i).isOtherwiseOf(profile.exceptions().get(i - 1))) {
                continue; // one of the two acts, whichever stands first
            }
            add("exceptions %d and %d swapped".formatted(i, i + 1), varied.exceptions(all -> {
                Collections.swap(all, second - 1, second);
                return all;
            }));
        }
    }

    private static Stream<Selection> selections(Selection selection) {
        return switch (selection) {
            case Selection.All _ -> Stream.empty();
            case Selection.AllExcept(var names) ->
                Stream.concat(
                        Stream.of(new Selection.All(), new Selection.Named(names)),
                        shorter(names).map(Selection.AllExcept::new));
            case Selection.Named(var names) ->
                Stream.concat(
                        Stream.of(new Selection.All(), new Selection.AllExcept(names)),
                        shorter(names).map(Selection.Named::new));
            case Selection.FirstOf(var names, int atLeast) ->
                Stream.of(
                                Stream.of(new Selection.All(), new Selection.Named(names)),
                                Stream.of(new Selection.FirstOf(names.reversed(), atLeast)),
                                shorter(names).map(it -> new Selection.FirstOf(it, atLeast)),
                                beside(atLeast, MOST_UNITS).mapToObj(it -> new Selection.FirstOf(names, it)))
                        .flatMap(each -> each);
        };
    }

    private static Stream<List<String>> shorter(List<String> names) {
        return names.size() == 1
                ? Stream.empty()
                : names.stream()
                        .map(name ->
                                names.stream().filter(it -> !it.equals(name)).toList());
    }

    private void ofReserve(Reserve reserve) {
        add("without " + reserve, varied.reserves(all -> {
            all.remove(reserve);
            return all;
        }));
        var others = switch (reserve.kept()) {
            case Reserve.Kept.Units(int units) ->
                beside(units, MOST_UNITS).<Reserve.Kept>mapToObj(Reserve.Kept.Units::new);
            case Reserve.Kept.Percent(int percent) ->
                beside(percent, 100).<Reserve.Kept>mapToObj(Reserve.Kept.Percent::new);
        };
        others.forEach(kept -> add(reserve + " with " + kept, varied.reserves(all -> {
            all.set(all.indexOf(reserve), new Reserve(kept, reserve.warehouse()));
            return all;
        })));
    }

    private static IntStream beside(int number, int most) {
        return IntStream.of(number - 1, number + 1).filter(it -> it >= 0 && it <= most);
    }

    private static Stream<QuantityMode> modes(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.ProductValue _ -> Stream.of(new QuantityMode.SingleStock());
            case QuantityMode.SingleStock _ -> Stream.of(new QuantityMode.ProductValue());
            case QuantityMode.CustomQuantity(int quantity) ->
                Stream.concat(
                        Stream.of(new QuantityMode.ProductValue(), new QuantityMode.NotMoreThan(quantity)),
                        beside(quantity, MOST_UNITS).mapToObj(QuantityMode.CustomQuantity::new));
            case QuantityMode.NotMoreThan(int cap) ->
                Stream.concat(
                        Stream.of(new QuantityMode.ProductValue(), new QuantityMode.CustomQuantity(cap)),
                        beside(cap, MOST_UNITS).mapToObj(QuantityMode.NotMoreThan::new));
        };
    }

    private static Stream<UnknownStock> unknowns(UnknownStock said) {
        return switch (said) {
            case UnknownStock.ListNumber(int quantity) ->
                Stream.concat(
                        Stream.of(new UnknownStock.Hold(), new UnknownStock.Stop()),
                        beside(quantity, MOST_UNITS).mapToObj(UnknownStock.ListNumber::new));
            case UnknownStock.Hold _ -> Stream.of(new UnknownStock.Stop());
            case UnknownStock.Stop _ -> Stream.of(new UnknownStock.Hold(), new UnknownStock.ListNumber(0));
        };
    }

    private void ofException(int number) {
        var exception = profile.exceptions().get(number);
        add("without exception " + (number + 1), varied.exceptions(all -> {
            all.remove(number);
            return all;
        }));
        actions(exception.action()).forEach(it -> addException(number, it.toString(), exception.condition(), it));
        if (!exception.isOtherwise()) {
            conditions(exception.condition())
                    .forEach(it -> addException(number, it.toString(), it, exception.action()));
        }
    }

    private void addException(int number, String what, Condition condition, Action action) {
        add("exception %d: %s".formatted(number + 1, what), varied.exceptions(all -> {
            var old = all.get(number);
            all.set(number, old.with(condition).with(new Branch(action, old.handlingDays())));
            if (number + 1 < all.size() && all.get(number + 1).isOtherwiseOf(old)) {
                all.set(number + 1, all.get(number + 1).with(new Condition.Not(condition)));
            }
            return all;
        }));
    }

    private static Stream<Action> actions(Action action) {
        return switch (action) {
            case Action.ListNumber(int quantity) ->
                Stream.concat(
                        Stream.of(
                                new Action.ListAtMost(quantity),
                                new Action.ListAtLeast(quantity),
                                new Action.Hold(),
                                new Action.Stop()),
                        beside(quantity, MOST_UNITS).mapToObj(Action.ListNumber::new));
            case Action.ListAtMost(int quantity) ->
                Stream.concat(
                        Stream.of(new Action.ListNumber(quantity), new Action.ListAtLeast(quantity)),
                        beside(quantity, MOST_UNITS).mapToObj(Action.ListAtMost::new));
            case Action.ListAtLeast(int quantity) ->
                Stream.concat(
                        Stream.of(new Action.ListNumber(quantity), new Action.ListAtMost(quantity)),
                        beside(quantity, MOST_UNITS).mapToObj(Action.ListAtLeast::new));
            case Action.Add(int units) ->
                Stream.concat(
                        Stream.of(new Action.Subtract(units), new Action.ListNumber(units)),
                        beside(units, MOST_UNITS).mapToObj(Action.Add::new));
            case Action.Subtract(int units) ->
                Stream.concat(
                        Stream.of(new Action.Add(units), new Action.ListNumber(units)),
                        beside(units, MOST_UNITS).mapToObj(Action.Subtract::new));
            case Action.ListProductValue _ -> Stream.of(new Action.Stop(), new Action.Hold());
            case Action.Hold _ -> Stream.of(new Action.Stop(), new Action.ListProductValue());
            case Action.Leave _ -> Stream.of(new Action.Stop());
            case Action.Stop _ -> Stream.of(new Action.Hold(), new Action.ListNumber(0), new Action.ListProductValue());
        };
    }

    /// The condition with one of its parts spoilt.
    private static Stream<Condition> conditions(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf(var parts) ->
                Stream.of(
                                Stream.of(new Condition.AllOf(parts)),
                                fewer(parts).map(Condition.AnyOf::new),
                                inside(parts, Condition.AnyOf::new))
                        .flatMap(each -> each);
            case Condition.AllOf(var parts) ->
                Stream.of(
                                Stream.of(new Condition.AnyOf(parts)),
                                fewer(parts).map(Condition.AllOf::new),
                                inside(parts, Condition.AllOf::new))
                        .flatMap(each -> each);
            case Condition.Not(var part) ->
                Stream.concat(Stream.of(part), conditions(part).map(Condition.Not::new));
            case Condition.AmountTest(var amount, var comparison) ->
                comparisons(comparison).map(it -> new Condition.AmountTest(amount, it));
            case Condition.OnText(var test) -> texts(test).map(Condition.OnText::new);
            case Condition.OnDate(var date) -> dates(date).map(Condition.OnDate::new);
            case Condition.AtTime(var time) -> times(time).map(Condition.AtTime::new);
            case Condition.OnDay(var days) -> days(days).map(Condition.OnDay::new);
            case Condition.KeepsSelling _ -> Stream.of(new Condition.Not(condition));
        };
    }

    private static Stream<List<Condition>> fewer(List<Condition> parts) {
        return IntStream.range(0, parts.size()).mapToObj(i -> {
            var left = new ArrayList<>(parts);
            left.remove(i);
            return left;
        });
    }

    private static Stream<Condition> inside(List<Condition> parts, Function<List<Condition>, Condition> joined) {
        return IntStream.range(0, parts.size())
                .boxed()
                .flatMap(i -> conditions(parts.get(i)).map(spoilt -> {
                    var changed = new ArrayList<>(parts);
                    changed.set(i, spoilt);
                    return joined.apply(changed);
                }));
    }

    private static Stream<Comparison> comparisons(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Is(long n) ->
                Stream.of(
                        new Comparison.IsNot(n),
                        new Comparison.Is(n - 1),
                        new Comparison.Is(n + 1),
                        new Comparison.AtLeast(n),
                        new Comparison.AtMost(n));
            case Comparison.IsNot(long n) ->
                Stream.of(new Comparison.Is(n), new Comparison.IsNot(n - 1), new Comparison.IsNot(n + 1));
            case Comparison.Below(long n) ->
                Stream.of(
                        new Comparison.AtMost(n),
                        new Comparison.Above(n),
                        new Comparison.Below(n - 1),
                        new Comparison.Below(n + 1));
            case Comparison.Above(long n) ->
                Stream.of(
                        new Comparison.AtLeast(n),
                        new Comparison.Below(n),
                        new Comparison.Above(n - 1),
                        new Comparison.Above(n + 1));
            case Comparison.AtLeast(long n) ->
                Stream.of(
                        new Comparison.Above(n),
                        new Comparison.AtMost(n),
                        new Comparison.AtLeast(n - 1),
                        new Comparison.AtLeast(n + 1));
            case Comparison.AtMost(long n) ->
                Stream.of(
                        new Comparison.Below(n),
                        new Comparison.AtLeast(n),
                        new Comparison.AtMost(n - 1),
                        new Comparison.AtMost(n + 1));
            case Comparison.Between(long a, long b) ->
                LongStream.of(-1, 1)
                        .boxed()
                        .flatMap(by -> Stream.of(new Comparison.Between(a + by, b), new Comparison.Between(a, b + by)));
        };
    }

    private static Stream<TextTest> texts(TextTest test) {
        var shorter = shorter(test.texts()).map(it -> new TextTest(test.word(), test.match(), it));
        var others = switch (test.match()) {
            case IS, IS_EMPTY -> Stream.<TextTest.Match>empty();
            case STARTS_WITH -> Stream.of(TextTest.Match.ENDS_WITH, TextTest.Match.CONTAINS);
            case ENDS_WITH -> Stream.of(TextTest.Match.STARTS_WITH, TextTest.Match.CONTAINS);
            case CONTAINS -> Stream.of(TextTest.Match.STARTS_WITH, TextTest.Match.IS);
        };
        return Stream.concat(shorter, others.map(it -> new TextTest(test.word(), it, test.texts())));
    }

    private static Stream<DateTest> dates(DateTest date) {
        return Stream.of(-1, 1).flatMap(by -> switch (date) {
            case DateTest.Is(var day) -> Stream.of(new DateTest.Is(day.plusDays(by)));
            case DateTest.Before(var day) -> Stream.of(new DateTest.Before(day.plusDays(by)), new DateTest.After(day));
            case DateTest.After(var day) -> Stream.of(new DateTest.After(day.plusDays(by)), new DateTest.Before(day));
            case DateTest.Between(var first, var last) ->
                Stream.of(
                        new DateTest.Between(first.plusDays(by), last), new DateTest.Between(first, last.plusDays(by)));
            case DateTest.IsYearly(var day) -> Stream.of(new DateTest.IsYearly(shifted(day, by)));
            case DateTest.BeforeYearly(var day) ->
                Stream.of(new DateTest.BeforeYearly(shifted(day, by)), new DateTest.AfterYearly(day));
            case DateTest.AfterYearly(var day) ->
                Stream.of(new DateTest.AfterYearly(shifted(day, by)), new DateTest.BeforeYearly(day));
            case DateTest.BetweenYearly(var first, var last) ->
                Stream.of(
                        new DateTest.BetweenYearly(shifted(first, by), last),
                        new DateTest.BetweenYearly(first, shifted(last, by)));
        });
    }

    private static MonthDay shifted(MonthDay day, int by) {
        return MonthDay.from(day.atYear(2028).plusDays(by));
    }

    private static Stream<TimeTest> times(TimeTest time) {
        return Stream.of(-1, 1)
                .flatMap(by -> Stream.of(
                        new TimeTest(time.first().plusMinutes(by), time.last()),
                        new TimeTest(time.first(), time.last().plusMinutes(by))));
    }

    private static Stream<Set<DayOfWeek>> days(Set<DayOfWeek> days) {
        return days.stream().sorted().flatMap(day -> {
            var without = EnumSet.copyOf(days);
            without.remove(day);
            var moved = EnumSet.copyOf(without);
            moved.add(day.plus(1));
            return Stream.<Set<DayOfWeek>>of(without, moved);
        });
    }

    /// Whether there are enough lines for as many branches: a test has two, and so has each other statement.
    static int branches(Profile profile) {
        int tests = profile.exceptions().stream()
                .flatMap(each -> Conditions.tests(each.condition()))
                .mapToInt(test -> switch (test) {
                    case Condition.OnText(var text) -> Math.max(1, text.texts().size());
                    case Condition.OnDay(var days) -> Math.max(1, days.size());
                    default -> 1;
                })
                .sum();
        int names = switch (profile.selection()) {
            case Selection.All _ -> 0;
            case Selection.AllExcept(var all) -> all.size();
            case Selection.Named(var all) -> all.size();
            case Selection.FirstOf(var all, int _) -> all.size();
        };
        int settings = profile.reserves().size()
                + (int) profile.share().stream().count()
                + 1
                + (profile.minimum() > 0 ? 1 : 0)
                + (profile.steps() > 1 ? 1 : 0)
                + 2 * profile.limited().open().size()
                + profile.unknown().map(_ -> 1).orElse(0);
        return 2 * (tests + profile.exceptions().size() + names + settings);
    }
}
