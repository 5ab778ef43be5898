package io.stockrule.profile.json;

import static io.stockrule.profile.json.ProfileFromJson.list;
import static io.stockrule.profile.json.ProfileFromJson.optional;
import static io.stockrule.profile.json.ProfileFromJson.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.Holdings;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the facts of an expectation.
final class FactsFromJson {
    private FactsFromJson() {}

    /// @param profile says where plain `available` units lie
    static ListingFacts read(JsonNode json, Profile profile) {
        var facts = withoutStock(json);
        var stock = stock(json, OneListing.aChosenWarehouse(profile, facts));
        return facts.withStock(Holdings.said(stock, profile));
    }

    private static ListingFacts withoutStock(JsonNode json) {
        var with = json.path("with");
        return new ListingFacts(
                variant(with, json.path("shopifyKeepsSelling").asBoolean()),
                text(with, Word.Named.MARKETPLACE),
                json.path("pack").asInt(1),
                OptionalInt.empty(),
                optional(json, "date", each -> LocalDate.parse(each.asText())),
                optional(json, "time", each -> LocalTime.parse(each.asText())));
    }

    private static VariantFacts variant(JsonNode with, boolean keepsSelling) {
        return ownVariant(with, keepsSelling).with(text(with, Word.Named.PRODUCT_STATUS), metafields(with));
    }

    private static Map<String, String> metafields(JsonNode with) {
        var texts = new HashMap<String, String>();
        with.path(FactsToJson.METAFIELDS)
                .properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    private static VariantFacts ownVariant(JsonNode with, boolean keepsSelling) {
        return new VariantFacts(
                text(with, Word.Named.SKU),
                text(with, Word.Named.TITLE),
                text(with, Word.Named.VENDOR),
                text(with, Word.Named.PRODUCT_TYPE),
                texts(with.path(Word.Named.TAG.written())),
                text(with, Word.Named.BARCODE),
                texts(with.path(Word.Named.COLLECTION.written())),
                true,
                keepsSelling,
                List.of());
    }

    private static List<WarehouseStock> stock(JsonNode json, String aWarehouse) {
        return json.has("available")
                ? List.of(level(aWarehouse, json))
                : list(json.path("stock"), each -> level(each.path("warehouse").asText(), each));
    }

    private static WarehouseStock level(String warehouse, JsonNode json) {
        return new WarehouseStock(
                warehouse,
                OptionalLong.of(json.path("available").asLong()),
                true,
                units(json, "onHand"),
                units(json, "committed"),
                units(json, "incoming"));
    }

    private static OptionalLong units(JsonNode json, String name) {
        return json.has(name) ? OptionalLong.of(json.path(name).asLong()) : OptionalLong.empty();
    }

    private static String text(JsonNode with, Word word) {
        return with.path(word.written()).asText();
    }
}
