package io.stockrule.language.writing;

import static io.stockrule.language.writing.ProfileWriter.names;
import static io.stockrule.language.writing.ProfileWriter.quoted;
import static java.util.stream.Collectors.joining;

import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.TextTest;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Writes a condition with the fewest parentheses that keep its meaning: `and` binds before `or`, `not` before both.
public final class ConditionWriter {
    private static final int DAYS_OF_A_WEEK = 7;

    private ConditionWriter() {}

    public static String write(Condition condition) {
        return any(condition.simplified());
    }

    private static String any(Condition condition) {
        return condition instanceof Condition.AnyOf any
                ? any.conditions().stream().map(ConditionWriter::all).collect(joining(" or "))
                : all(condition);
    }

    private static String all(Condition condition) {
        return condition instanceof Condition.AllOf all
                ? all.conditions().stream().map(ConditionWriter::factor).collect(joining(" and "))
                : factor(condition);
    }

    private static String factor(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf _, Condition.AllOf _ -> "(" + any(condition) + ")";
            case Condition.Not not -> not(not.condition());
            case Condition.AmountTest test -> amount(test.amount()) + " is " + comparison(test.comparison());
            case Condition.OnText text -> text.test().word().written() + " " + text(text.test(), "");
            case Condition.OnDate on -> "date is " + date(on.test());
            case Condition.AtTime at ->
                "time is between %s and %s"
                        .formatted(at.test().first(), at.test().last());
            case Condition.OnDay on -> "day is " + days(on.days());
            case Condition.KeepsSelling _ -> "shopify keeps selling";
        };
    }

    /// Texts have a `not` of their own.
    private static String not(Condition condition) {
        return condition instanceof Condition.OnText(var test) && isWrittenWithIs(test)
                ? test.word().written() + " " + text(test, "not ")
                : "not " + factor(condition);
    }

    private static boolean isWrittenWithIs(TextTest test) {
        return switch (test.match()) {
            case IS, IS_EMPTY -> true;
            case STARTS_WITH, ENDS_WITH, CONTAINS -> false;
        };
    }

    private static String text(TextTest test, String not) {
        var texts = names(test.texts());
        return switch (test.match()) {
            case IS -> "is " + not + (test.texts().size() == 1 ? "" : "one of ") + texts;
            case IS_EMPTY -> "is " + not + "empty";
            case STARTS_WITH -> "starts with " + texts;
            case ENDS_WITH -> "ends with " + texts;
            case CONTAINS -> "contains " + texts;
        };
    }

    private static String amount(Condition.Amount amount) {
        return switch (amount) {
            case Condition.Amount.Available _ -> "available";
            case Condition.Amount.AvailableAt at -> "available at " + quoted(at.warehouse());
            case Condition.Amount.Held(var part) -> part.written();
            case Condition.Amount.HeldAt(var part, var warehouse) -> part.written() + " at " + quoted(warehouse);
            case Condition.Amount.Sellable _ -> "sellable";
            case Condition.Amount.Listed _ -> "listed";
        };
    }

    private static String comparison(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Is is -> String.valueOf(is.number());
            case Comparison.IsNot not -> "not " + not.number();
            case Comparison.Below below -> "below " + below.number();
            case Comparison.Above above -> "above " + above.number();
            case Comparison.AtLeast least -> "at least " + least.number();
            case Comparison.AtMost most -> "at most " + most.number();
            case Comparison.Between between -> "between %d and %d".formatted(between.lowest(), between.highest());
        };
    }

    private static String date(DateTest test) {
        return switch (test) {
            case DateTest.Is is -> is.date().toString();
            case DateTest.Before before -> "before " + before.date();
            case DateTest.After after -> "after " + after.date();
            case DateTest.Between between -> "between %s and %s".formatted(between.first(), between.last());
            case DateTest.IsYearly is -> day(is.day());
            case DateTest.BeforeYearly before -> "before " + day(before.day());
            case DateTest.AfterYearly after -> "after " + day(after.day());
            case DateTest.BetweenYearly between ->
                "between %s and %s".formatted(day(between.first()), day(between.last()));
        };
    }

    public static String day(MonthDay day) {
        return day.toString().substring("--".length());
    }

    /// Six days are said by the one that is missing; no day at all can only be said by all seven.
    private static String days(Set<DayOfWeek> days) {
        var others = EnumSet.allOf(DayOfWeek.class);
        others.removeAll(days);
        return days.isEmpty() || days.size() == DAYS_OF_A_WEEK - 1 ? "not " + list(others) : list(days);
    }

    private static String list(Set<DayOfWeek> days) {
        return (days.size() == 1 ? "" : "one of ")
                + days.stream()
                        .sorted()
                        .map(day -> day.name().toLowerCase(Locale.ROOT))
                        .collect(joining(", "));
    }
}
