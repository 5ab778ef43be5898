package io.stockrule.rules;

import static java.util.stream.Collectors.joining;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.TextTest;
import io.stockrule.language.meaning.Wording;
import io.stockrule.stock.HeldPart;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;

/// The exceptions of a profile as an analyst would write them into a rule file. Only to be read: what runs is built
/// straight from the tree by [ExceptionRules], and nothing reads this text back.
public final class DrlView {
    private static final String HEAD = """
            // What the exceptions of this profile become. This is a view: it is printed to be read, and changing it
            // changes nothing. Texts other than sku and barcode compare without regard to capitals. A test of
            // something unknown is false.
            package profile;

            import io.stockrule.rules.Candidate;
            """;

    private DrlView() {}

    public static String of(Profile profile) {
        var view = new StringBuilder(HEAD);
        for (int i = 0; i < profile.exceptions().size(); i++) {
            view.append(rule(profile.exceptions().get(i), i));
        }
        return view.toString();
    }

    private static String rule(ProfileException exception, int index) {
        return """

                // %s
                rule %s
                ruleflow-group %s
                salience %d
                when
                    $candidate : Candidate(open, %s)
                then
                    $candidate.%s;
                end
                """.formatted(
                        exception.text(),
                        text(Wording.exceptionRule(index + 1)),
                        text(Step.EXCEPTIONS.group()),
                        -index,
                        any(exception.condition().simplified()),
                        act(exception.action(), index) + handlingTime(exception));
    }

    private static String any(Condition condition) {
        return condition instanceof Condition.AnyOf any
                ? any.conditions().stream().map(DrlView::all).collect(joining(" || "))
                : all(condition);
    }

    private static String all(Condition condition) {
        return condition instanceof Condition.AllOf all
                ? all.conditions().stream().map(DrlView::factor).collect(joining(" && "))
                : factor(condition);
    }

    private static String factor(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf _, Condition.AllOf _ -> "(" + any(condition) + ")";
            case Condition.Not not -> "!(" + any(not.condition()) + ")";
            case Condition.AmountTest test -> amount(test.amount(), test.comparison());
            case Condition.OnText text -> text(text.test());
            case Condition.OnDate on -> date(on.test());
            case Condition.AtTime at ->
                "time between (\"%s\", \"%s\")"
                        .formatted(at.test().first(), at.test().last());
            case Condition.OnDay on ->
                "day in (%s)"
                        .formatted(on.days().stream()
                                .sorted()
                                .map(day -> text(day.name().toLowerCase(Locale.ROOT)))
                                .collect(joining(", ")));
            case Condition.KeepsSelling _ -> "shopifyKeepsSelling";
        };
    }

    private static String amount(Condition.Amount amount, Comparison comparison) {
        var left = switch (amount) {
            case Condition.Amount.Available _ -> "available";
            case Condition.Amount.AvailableAt at -> "availableAt(" + text(at.warehouse()) + ")";
            case Condition.Amount.Held(var part) -> name(part);
            case Condition.Amount.HeldAt(var part, var at) -> name(part) + "At(" + text(at) + ")";
            case Condition.Amount.Sellable _ -> "sellable";
            case Condition.Amount.Listed _ -> "listed";
        };
        return left
                + switch (comparison) {
                    case Comparison.Is is -> " == " + is.number();
                    case Comparison.IsNot not -> " != " + not.number();
                    case Comparison.Below below -> " < " + below.number();
                    case Comparison.Above above -> " > " + above.number();
                    case Comparison.AtLeast least -> " >= " + least.number();
                    case Comparison.AtMost most -> " <= " + most.number();
                    case Comparison.Between between ->
                        " between (%d, %d)".formatted(between.lowest(), between.highest());
                };
    }

    private static String name(HeldPart part) {
        return switch (part) {
            case ON_HAND -> "onHand";
            case COMMITTED -> "committed";
            case INCOMING -> "incoming";
        };
    }

    private static String text(TextTest test) {
        var word = test.word().written().replace("product type", "productType");
        return switch (test.match()) {
            case IS -> word + " in (" + texts(test.texts()) + ")";
            case STARTS_WITH -> word + " str[startsWith] " + texts(test.texts());
            case ENDS_WITH -> word + " str[endsWith] " + texts(test.texts());
            case CONTAINS -> word + " contains " + texts(test.texts());
            case IS_EMPTY -> word + " == \"\"";
        };
    }

    private static String date(DateTest test) {
        return switch (test) {
            case DateTest.Is is -> "date == \"" + is.date() + "\"";
            case DateTest.Before before -> "date < \"" + before.date() + "\"";
            case DateTest.After after -> "date > \"" + after.date() + "\"";
            case DateTest.Between between -> "date between (\"%s\", \"%s\")".formatted(between.first(), between.last());
            case DateTest.IsYearly is -> "monthAndDay == " + number(is.day());
            case DateTest.BeforeYearly before -> "monthAndDay < " + number(before.day());
            case DateTest.AfterYearly after -> "monthAndDay > " + number(after.day());
            case DateTest.BetweenYearly(var first, var last)
            when first.isAfter(last) ->
                "(monthAndDay >= %d || monthAndDay <= %d)".formatted(number(first), number(last));
            case DateTest.BetweenYearly(var first, var last) ->
                "monthAndDay between (%d, %d)".formatted(number(first), number(last));
        };
    }

    /// 1224, as included files have it.
    private static int number(MonthDay day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    private static String handlingTime(ProfileException exception) {
        return exception.handlingDays().stream()
                .mapToObj(";\n    $candidate.handlingTime(%d)"::formatted)
                .collect(joining());
    }

    private static String act(Action action, int index) {
        var list = "listByException(" + index + ", %s)";
        return switch (action) {
            case Action.ListNumber number -> list.formatted(number.quantity());
            case Action.ListProductValue _ -> list.formatted("sellable");
            case Action.ListAtMost most -> list.formatted("min(listed, " + most.quantity() + ")");
            case Action.ListAtLeast least -> list.formatted("max(listed, " + least.quantity() + ")");
            case Action.Add add -> list.formatted("listed + " + add.units());
            case Action.Subtract subtract -> list.formatted("max(0, listed - " + subtract.units() + ")");
            case Action.Leave _ -> list.formatted("listed");
            case Action.Hold _ -> "holdByException(" + index + ")";
            case Action.Stop _ -> "stopByException(" + index + ")";
        };
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(DrlView::text).collect(joining(", "));
    }

    private static String text(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
