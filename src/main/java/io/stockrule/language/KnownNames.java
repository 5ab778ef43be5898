package io.stockrule.language;

import io.stockrule.stock.MarketplaceCodes;
import io.stockrule.stock.ProductStates;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names a profile may use, and what else is known where it is checked.
///
/// @param warehouses the merchant's warehouses; empty accepts any name
/// @param closedWarehouses those among them whose stock does not count
/// @param ruleFiles that the operator has for profiles to include; empty accepts any name
/// @param texts all that listings have under a word; of a word that is not among them, any text is accepted
/// @param metafields that are offered where one is named; any other is accepted
/// @param today so that dates before it are warned of; empty where a check must say the same for ever
public record KnownNames(
        Optional<Set<String>> warehouses,
        Set<String> closedWarehouses,
        Optional<Set<String>> ruleFiles,
        Map<Word, Set<String>> texts,
        Set<String> metafields,
        Optional<LocalDate> today) {
    /// Nothing is known, so any name is accepted.
    public static final KnownNames ANY =
            new KnownNames(Optional.empty(), Set.of(), Optional.empty(), Map.of(), Set.of(), Optional.empty());

    public KnownNames {
        metafields = Set.copyOf(metafields);
        warehouses = warehouses.map(Set::copyOf);
        closedWarehouses = Set.copyOf(closedWarehouses);
        ruleFiles = ruleFiles.map(Set::copyOf);
        texts = Map.copyOf(texts);
    }

    /// Warehouses that are all open; any rule file.
    public static KnownNames ofWarehouses(Set<String> names) {
        return new KnownNames(Optional.of(names), Set.of(), Optional.empty(), Map.of(), Set.of(), Optional.empty());
    }

    /// @param closed some of the warehouses
    public KnownNames withClosed(Set<String> closed) {
        return new KnownNames(warehouses, closed, ruleFiles, texts, metafields, today);
    }

    public KnownNames withRuleFiles(Set<String> names) {
        return new KnownNames(warehouses, closedWarehouses, Optional.of(names), texts, metafields, today);
    }

    public KnownNames withTexts(Word word, Set<String> known) {
        var more = new HashMap<Word, Set<String>>();
        more.putAll(texts);
        more.put(word, known);
        return new KnownNames(warehouses, closedWarehouses, ruleFiles, more, metafields, today);
    }

    public KnownNames withMetafields(Set<String> names) {
        return new KnownNames(warehouses, closedWarehouses, ruleFiles, texts, names, today);
    }

    /// @param date the earliest that it can be for the merchant
    public KnownNames withToday(LocalDate date) {
        return new KnownNames(warehouses, closedWarehouses, ruleFiles, texts, metafields, Optional.of(date));
    }

    /// The marketplaces that Amazon has, and the states of a product that Shopify has.
    public KnownNames withMarketplaces() {
        return withTexts(Word.Named.MARKETPLACE, Set.copyOf(MarketplaceCodes.ALL))
                .withTexts(Word.Named.PRODUCT_STATUS, ProductStates.WRITTEN);
    }
}
