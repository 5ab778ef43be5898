package io.stockrule.profile.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A step of an expectation as JSON: what differs from the step before. What it does not say stays, as in a text;
/// that stock becomes unknown is therefore said.
final class StepJson {
    private static final List<String> STOCK = List.of("available", "stock");
    private static final List<String> ONE_EACH = List.of("pack", "shopifyKeepsSelling", "date", "time");
    private static final List<String> DAY = List.of("date", "time");

    private StepJson() {}

    /// @param before the facts of the step before, whole as [FactsToJson] writes them; `facts` likewise
    static ObjectNode change(ObjectNode before, ObjectNode facts) {
        var json = ProfileToJson.object();
        if (!stock(before).equals(stock(facts))) {
            stock(facts)
                    .ifPresentOrElse(name -> json.set(name.name(), name.value()), () -> json.put("stockUnknown", true));
        }
        if (!facts.path("pack").equals(before.path("pack"))) {
            json.put("pack", facts.path("pack").asInt(1));
        }
        if (facts.has("shopifyKeepsSelling") && !before.has("shopifyKeepsSelling")) {
            json.put("shopifyKeepsSelling", true);
        }
        if (DAY.stream().anyMatch(name -> !facts.path(name).equals(before.path(name)))) {
            DAY.stream().filter(facts::has).forEach(name -> json.set(name, facts.path(name)));
        }
        var with = changedWords(before.path("with"), facts.path("with"));
        if (!with.isEmpty()) {
            json.set("with", with);
        }
        return json;
    }

    private record Stock(String name, JsonNode value) {}

    private static Optional<Stock> stock(ObjectNode facts) {
        return STOCK.stream()
                .filter(facts::has)
                .map(name -> new Stock(name, facts.path(name)))
                .findFirst();
    }

    private static ObjectNode changedWords(JsonNode before, JsonNode with) {
        var json = ProfileToJson.object();
        with.properties().stream()
                .filter(each -> !each.getKey().equals(FactsToJson.METAFIELDS))
                .filter(each -> !each.getValue().equals(before.path(each.getKey())))
                .forEach(each -> json.set(each.getKey(), each.getValue()));
        before.propertyStream()
                .filter(each -> each.getValue().isTextual() && !with.has(each.getKey()))
                .forEach(each -> json.put(each.getKey(), ""));
        var metafields = changedWordsOf(before.path(FactsToJson.METAFIELDS), with.path(FactsToJson.METAFIELDS));
        if (!metafields.isEmpty()) {
            json.set(FactsToJson.METAFIELDS, metafields);
        }
        return json;
    }

    private static ObjectNode changedWordsOf(JsonNode before, JsonNode metafields) {
        return before.isMissingNode() && metafields.isMissingNode()
                ? ProfileToJson.object()
                : changedWords(before, metafields);
    }

    /// @param before all that holds in the step before
    /// @return all that holds in this one
    static ObjectNode after(ObjectNode before, JsonNode step) {
        var json = before.deepCopy();
        replaceStock(json, step);
        ONE_EACH.stream().filter(step::has).forEach(name -> json.set(name, step.path(name)));
        merge(json, "with", step.path("with"));
        return json;
    }

    private static void replaceStock(ObjectNode json, JsonNode step) {
        if (step.has("stock") && json.has("stock")) {
            json.set("stock", levels(json.path("stock"), step.path("stock")));
        } else if (step.path("stockUnknown").asBoolean() || STOCK.stream().anyMatch(step::has)) {
            json.remove(STOCK);
            STOCK.stream().filter(step::has).forEach(name -> json.set(name, step.path(name)));
        }
    }

    /// A warehouse is said anew with all that it holds; one that is not named stays. One that is named twice is so
    /// in the text, too, of which the checker tells.
    private static ArrayNode levels(JsonNode before, JsonNode said) {
        var levels = new LinkedHashMap<String, JsonNode>();
        before.forEach(each -> levels.put(warehouse(each), each));
        said.forEach(each -> levels.put(warehouse(each), each));
        var all = ProfileToJson.object().arrayNode();
        levels.values().forEach(all::add);
        var once = new HashSet<String>();
        said.valueStream().filter(each -> !once.add(warehouse(each))).forEach(all::add);
        return all;
    }

    private static String warehouse(JsonNode level) {
        return level.path("warehouse").asText();
    }

    private static void merge(ObjectNode json, String name, JsonNode said) {
        if (said.isMissingNode()) {
            return;
        }
        var merged = json.withObjectProperty(name);
        said.properties().stream()
                .filter(each -> !each.getKey().equals(FactsToJson.METAFIELDS))
                .forEach(each -> merged.set(each.getKey(), each.getValue()));
        merge(merged, FactsToJson.METAFIELDS, said.path(FactsToJson.METAFIELDS));
    }
}
