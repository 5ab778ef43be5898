package io.stockrule.profile.json;

import static io.stockrule.profile.json.ProfileToJson.list;
import static io.stockrule.profile.json.ProfileToJson.object;
import static io.stockrule.profile.json.ProfileToJson.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.TextTest;
import io.stockrule.language.Word;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes a condition.
final class ConditionToJson {
    private ConditionToJson() {}

    static ObjectNode write(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any -> joined("any", any.conditions());
            case Condition.AllOf all -> joined("all", all.conditions());
            case Condition.Not not -> test("not").set("of", write(not.condition()));
            case Condition.AmountTest test -> comparison(amount(test.amount()), test.comparison());
            case Condition.OnText text -> text(text.test());
            case Condition.OnDate on -> date(on.test());
            case Condition.AtTime at ->
                test("time")
                        .put("from", at.test().first().toString())
                        .put("to", at.test().last().toString());
            case Condition.OnDay on -> test("day").set("days", texts(inOrder(on.days())));
            case Condition.KeepsSelling _ -> test("shopify keeps selling");
        };
    }

    private static ObjectNode test(String name) {
        return object().put("test", name);
    }

    private static ObjectNode joined(String name, List<Condition> conditions) {
        var json = test(name);
        list(json, "of", conditions, ConditionToJson::write);
        return json;
    }

    private static ObjectNode amount(Condition.Amount amount) {
        return switch (amount) {
            case Condition.Amount.Available _ -> test("available");
            case Condition.Amount.AvailableAt at -> test("available").put("at", at.warehouse());
            case Condition.Amount.Held(var part) -> test(part.written());
            case Condition.Amount.HeldAt(var part, var warehouse) ->
                test(part.written()).put("at", warehouse);
            case Condition.Amount.Sellable _ -> test("sellable");
            case Condition.Amount.Listed _ -> test("listed");
        };
    }

    private static ObjectNode comparison(ObjectNode json, Comparison comparison) {
        return switch (comparison) {
            case Comparison.Is is -> comparison(json, "equal to", is.number());
            case Comparison.IsNot not -> comparison(json, "not", not.number());
            case Comparison.Below below -> comparison(json, "below", below.number());
            case Comparison.Above above -> comparison(json, "above", above.number());
            case Comparison.AtLeast least -> comparison(json, "at least", least.number());
            case Comparison.AtMost most -> comparison(json, "at most", most.number());
            case Comparison.Between between ->
                comparison(json, "between", between.lowest()).put("and", between.highest());
        };
    }

    private static ObjectNode comparison(ObjectNode json, String is, long number) {
        return json.put("is", is).put("number", number);
    }

    private static ObjectNode text(TextTest test) {
        var json = subject(test.word()).put("match", match(test.match()));
        return test.texts().isEmpty() ? json : json.set("texts", texts(test.texts()));
    }

    private static ObjectNode subject(Word word) {
        return word instanceof Word.Metafield(var name)
                ? test("metafield").put("metafield", name)
                : test(word.written());
    }

    private static String match(TextTest.Match match) {
        return switch (match) {
            case IS -> "is";
            case STARTS_WITH -> "starts with";
            case ENDS_WITH -> "ends with";
            case CONTAINS -> "contains";
            case IS_EMPTY -> "is empty";
        };
    }

    private static ObjectNode date(DateTest test) {
        return switch (test) {
            case DateTest.Is is -> date("on", is.date());
            case DateTest.Before before -> date("before", before.date());
            case DateTest.After after -> date("after", after.date());
            case DateTest.Between between ->
                date("between", between.first()).put("and", between.last().toString());
            case DateTest.IsYearly is -> date("on", day(is.day()));
            case DateTest.BeforeYearly before -> date("before", day(before.day()));
            case DateTest.AfterYearly after -> date("after", day(after.day()));
            case DateTest.BetweenYearly between ->
                date("between", day(between.first())).put("and", day(between.last()));
        };
    }

    /// `12-24`
    private static String day(MonthDay day) {
        return day.toString().substring("--".length());
    }

    private static ObjectNode date(String is, Object date) {
        return test("date").put("is", is).put("date", date.toString());
    }

    private static List<String> inOrder(Set<DayOfWeek> days) {
        return days.stream()
                .sorted()
                .map(day -> day.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
