package io.stockrule.profile.json;

import static io.stockrule.profile.json.ProfileFromJson.list;
import static io.stockrule.profile.json.ProfileFromJson.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.DateTest;
import io.stockrule.language.TextTest;
import io.stockrule.language.TimeTest;
import io.stockrule.language.Word;
import io.stockrule.stock.HeldPart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Reads a condition.
final class ConditionFromJson {
    private ConditionFromJson() {}

    static Condition read(JsonNode json) {
        var of = json.path("of");
        return switch (json.path("test").asText()) {
            case "any" -> new Condition.AnyOf(list(of, ConditionFromJson::read));
            case "all" -> new Condition.AllOf(list(of, ConditionFromJson::read));
            case "not" -> new Condition.Not(read(of));
            case "available", "on hand", "committed", "incoming", "sellable", "listed" ->
                new Condition.AmountTest(amount(json), comparison(json));
            case "date" -> new Condition.OnDate(date(json));
            case "time" -> new Condition.AtTime(new TimeTest(time(json, "from"), time(json, "to")));
            case "day" -> new Condition.OnDay(days(json.path("days")));
            case "shopify keeps selling" -> new Condition.KeepsSelling();
            default -> new Condition.OnText(text(json));
        };
    }

    private static Condition.Amount amount(JsonNode json) {
        return switch (json.path("test").asText()) {
            case "sellable" -> new Condition.Amount.Sellable();
            case "listed" -> new Condition.Amount.Listed();
            case "on hand" -> held(HeldPart.ON_HAND, json);
            case "committed" -> held(HeldPart.COMMITTED, json);
            case "incoming" -> held(HeldPart.INCOMING, json);
            default ->
                json.has("at")
                        ? new Condition.Amount.AvailableAt(json.path("at").asText())
                        : new Condition.Amount.Available();
        };
    }

    private static Condition.Amount held(HeldPart part, JsonNode json) {
        return json.has("at")
                ? new Condition.Amount.HeldAt(part, json.path("at").asText())
                : new Condition.Amount.Held(part);
    }

    private static Comparison comparison(JsonNode json) {
        long number = json.path("number").asLong();
        return switch (json.path("is").asText()) {
            case "not" -> new Comparison.IsNot(number);
            case "below" -> new Comparison.Below(number);
            case "above" -> new Comparison.Above(number);
            case "at least" -> new Comparison.AtLeast(number);
            case "at most" -> new Comparison.AtMost(number);
            case "between" -> new Comparison.Between(number, json.path("and").asLong());
            default -> new Comparison.Is(number);
        };
    }

    private static TextTest text(JsonNode json) {
        return new TextTest(word(json), match(json.path("match").asText()), texts(json.path("texts")));
    }

    private static Word word(JsonNode json) {
        var written = json.path("test").asText();
        return written.equals("metafield")
                ? new Word.Metafield(json.path("metafield").asText())
                : word(written);
    }

    private static Word word(String written) {
        return Word.named().stream()
                .filter(word -> word.written().equals(written))
                .findFirst()
                .orElseThrow();
    }

    private static TextTest.Match match(String written) {
        return switch (written) {
            case "starts with" -> TextTest.Match.STARTS_WITH;
            case "ends with" -> TextTest.Match.ENDS_WITH;
            case "contains" -> TextTest.Match.CONTAINS;
            case "is empty" -> TextTest.Match.IS_EMPTY;
            default -> TextTest.Match.IS;
        };
    }

    private static DateTest date(JsonNode json) {
        if (json.path("date").asText().length() == "12-24".length()) {
            return yearly(json);
        }
        var date = date(json, "date");
        return switch (json.path("is").asText()) {
            case "before" -> new DateTest.Before(date);
            case "after" -> new DateTest.After(date);
            case "between" -> new DateTest.Between(date, date(json, "and"));
            default -> new DateTest.Is(date);
        };
    }

    private static DateTest yearly(JsonNode json) {
        var day = day(json, "date");
        return switch (json.path("is").asText()) {
            case "before" -> new DateTest.BeforeYearly(day);
            case "after" -> new DateTest.AfterYearly(day);
            case "between" -> new DateTest.BetweenYearly(day, day(json, "and"));
            default -> new DateTest.IsYearly(day);
        };
    }

    private static MonthDay day(JsonNode json, String name) {
        return MonthDay.parse("--" + json.path(name).asText());
    }

    private static LocalDate date(JsonNode json, String name) {
        return LocalDate.parse(json.path(name).asText());
    }

    private static LocalTime time(JsonNode json, String name) {
        return LocalTime.parse(json.path(name).asText());
    }

    private static Set<DayOfWeek> days(JsonNode json) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        texts(json).forEach(day -> days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
        return days;
    }
}
