package io.stockrule.profile.json;

import static io.stockrule.profile.json.ProfileToJson.object;
import static io.stockrule.profile.json.ProfileToJson.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.Holdings;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.List;

/// Writes the facts of an expectation. What is the same when it is not said is left out.
final class FactsToJson {
    static final String METAFIELDS = "metafields";

    private FactsToJson() {}

    /// @param profile for which they are: what it takes for said anyway is left out
    static ObjectNode write(ListingFacts facts, String aWarehouse, Profile profile) {
        var json = object();
        var levels = facts.variant().stock().stream()
                .map(level -> Holdings.shortened(level, profile))
                .toList();
        stock(json, levels, aWarehouse);
        if (facts.packSize() != 1) {
            json.put("pack", facts.packSize());
        }
        if (facts.variant().keepsSelling()) {
            json.put("shopifyKeepsSelling", true);
        }
        var with = with(facts);
        if (!with.isEmpty()) {
            json.set("with", with);
        }
        facts.date().ifPresent(date -> json.put("date", date.toString()));
        facts.time().ifPresent(time -> json.put("time", time.toString()));
        return json;
    }

    private static void stock(ObjectNode json, List<WarehouseStock> levels, String chosen) {
        if (levels.size() == 1
                && levels.getFirst().warehouse().equals(chosen)
                && !levels.getFirst().knowsHolding()) {
            json.put("available", levels.getFirst().available().orElseThrow());
        } else {
            ProfileToJson.list(json, "stock", levels, FactsToJson::level);
        }
    }

    private static ObjectNode level(WarehouseStock level) {
        var json = object().put("warehouse", level.warehouse())
                .put("available", level.available().orElseThrow());
        level.onHand().ifPresent(units -> json.put("onHand", units));
        level.committed().ifPresent(units -> json.put("committed", units));
        level.incoming().ifPresent(units -> json.put("incoming", units));
        return json;
    }

    private static ObjectNode with(ListingFacts facts) {
        var with = object();
        for (var word : Word.named()) {
            var texts = word.of(facts);
            if (word.isMany() && !texts.isEmpty()) {
                with.set(word.written(), texts(texts));
            } else if (!word.isMany() && !texts.getFirst().isEmpty()) {
                with.put(word.written(), texts.getFirst());
            }
        }
        if (!facts.variant().metafields().isEmpty()) {
            var metafields = with.putObject(METAFIELDS);
            facts.variant().metafields().forEach(metafields::put);
        }
        return with;
    }
}
