package io.stockrule.language.coverage;

import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.Profile;
import io.stockrule.language.Span;
import io.stockrule.language.TextTest;
import io.stockrule.language.TextTest.Match;
import io.stockrule.language.TimeTest;
import io.stockrule.language.writing.ConditionWriter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The sides of one test: that it holds, that it does not, and the values on both sides of where that turns.
final class TestSides {
    /// In which every day is one.
    private static final int A_LEAP_YEAR = 2028;

    private final Condition test;
    private final Span span;
    private final With with;

    /// The profile with something instead of the test.
    @FunctionalInterface
    interface With {
        Profile with(Condition test, Condition instead);
    }

    TestSides(Condition test, Span span, With with) {
        this.test = test;
        this.span = span;
        this.with = with;
    }

    Stream<Side> all() {
        return switch (test) {
            case Condition.AmountTest(var amount, var comparison) -> amounts(amount, comparison);
            case Condition.OnText(var text) -> texts(text);
            case Condition.OnDate(var date) -> dates(date);
            case Condition.AtTime(var time) -> times(time);
            case Condition.OnDay(var days) -> days(days);
            case Condition.KeepsSelling _ -> Stream.of(holding(true), holding(false));
            case Condition.AnyOf _, Condition.AllOf _, Condition.Not _ ->
                throw new IllegalStateException("not a single test: " + test);
        };
    }

    private Stream<Side> amounts(Condition.Amount amount, Comparison comparison) {
        LongFunction<Condition> is = number -> new Condition.AmountTest(amount, new Comparison.Is(number));
        return turns(comparison)
                .mapToObj(number -> at(String.valueOf(number), is.apply(number), comparison.holdsFor(number)));
    }

    /// The numbers beside each other of which it holds for the one and not for the other.
    private static LongStream turns(Comparison comparison) {
        return comparison
                .breakPoints()
                .flatMap(number -> LongStream.rangeClosed(number - 1, number + 1))
                .filter(number -> comparison.holdsFor(number) != comparison.holdsFor(number - 1)
                        || comparison.holdsFor(number) != comparison.holdsFor(number + 1))
                .sorted()
                .distinct();
    }

    private Stream<Side> dates(DateTest date) {
        return date instanceof DateTest.Yearly yearly ? everyYear(yearly) : once(date);
    }

    private Stream<Side> everyYear(DateTest.Yearly date) {
        return date.ends()
                .map(day -> day.atYear(A_LEAP_YEAR))
                .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
                .filter(day -> turns(date, day))
                .map(MonthDay::from)
                .sorted()
                .distinct()
                .map(day -> at(
                        ConditionWriter.day(day), new Condition.OnDate(new DateTest.IsYearly(day)), date.holdsOn(day)));
    }

    private Stream<Side> once(DateTest date) {
        return date.breakPoints()
                .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
                .filter(day -> turns(date, day))
                .sorted()
                .distinct()
                .map(day -> at(day.toString(), new Condition.OnDate(new DateTest.Is(day)), date.holdsOn(day)));
    }

    private static boolean turns(DateTest date, LocalDate day) {
        return date.holdsOn(day) != date.holdsOn(day.minusDays(1))
                || date.holdsOn(day) != date.holdsOn(day.plusDays(1));
    }

    private Stream<Side> times(TimeTest time) {
        var turns = Stream.of(
                        time.first().minusMinutes(1),
                        time.first(),
                        time.last(),
                        time.last().plusMinutes(1))
                .filter(minute -> time.holdsAt(minute) != time.holdsAt(minute.minusMinutes(1))
                        || time.holdsAt(minute) != time.holdsAt(minute.plusMinutes(1)))
                .distinct()
                .map(minute ->
                        at(minute.toString(), new Condition.AtTime(new TimeTest(minute, minute)), time.holdsAt(minute)))
                .toList();
        return turns.isEmpty() ? Stream.of(holding(true), holding(false)) : turns.stream();
    }

    private Stream<Side> days(Set<DayOfWeek> days) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> days.contains(day) || days.contains(day.plus(1)) || days.contains(day.minus(1)))
                .map(day ->
                        at(day.name().toLowerCase(Locale.ROOT), new Condition.OnDay(Set.of(day)), days.contains(day)));
    }

    private Stream<Side> texts(TextTest text) {
        return Stream.of(
                        text.texts().size() > 1
                                ? text.texts().stream().map(each -> wanted(text, each))
                                : Stream.of(holding(true)),
                        Stream.of(holding(false)),
                        nearlyFitting(text))
                .flatMap(each -> each);
    }

    private Side wanted(TextTest text, String wanted) {
        var others = text.texts().stream().filter(each -> !each.equals(wanted)).toList();
        var quoted = '"' + Diagnostic.shortened(wanted) + '"';
        return Side.of(
                span,
                "%s: no line with %s, where it holds".formatted(told(), quoted),
                "without %s".formatted(quoted),
                with.with(test, new Condition.OnText(new TextTest(text.word(), text.match(), others))));
    }

    /// What begins with a text can also contain it elsewhere.
    private Stream<Side> nearlyFitting(TextTest text) {
        return switch (text.match()) {
            case STARTS_WITH, ENDS_WITH ->
                Stream.of(Side.of(
                        span,
                        told() + ": no line that only contains it elsewhere, where it does not hold",
                        "with contains",
                        with.with(
                                test, new Condition.OnText(new TextTest(text.word(), Match.CONTAINS, text.texts())))));
            case IS, CONTAINS, IS_EMPTY -> Stream.empty();
        };
    }

    /// @param point what holds for this value alone
    private Side at(String value, Condition point, boolean holds) {
        BinaryOperator<Condition> other = (whole, one) -> holds
                ? new Condition.AllOf(List.of(whole, new Condition.Not(one)))
                : new Condition.AnyOf(List.of(whole, one));
        var side = Side.of(
                span,
                "%s: no line with %s, where it %s".formatted(told(), value, holds ? "holds" : "does not hold"),
                "if it %s with %s".formatted(holds ? "did not hold" : "held", value),
                with.with(test, other.apply(test, point)));
        return side.orElse(how(holds), with.with(test, holds ? Conditions.NEVER : Conditions.ALWAYS));
    }

    private Side holding(boolean holds) {
        return Side.of(
                span,
                "%s: no line where it %s".formatted(told(), holds ? "holds" : "does not hold"),
                how(holds),
                with.with(test, holds ? Conditions.NEVER : Conditions.ALWAYS));
    }

    private static String how(boolean holds) {
        return holds ? "if it never held" : "if it always held";
    }

    private String told() {
        return Diagnostic.shortened(ConditionWriter.write(test));
    }
}
