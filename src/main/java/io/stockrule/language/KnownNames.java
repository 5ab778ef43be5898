package io.stockrule.language;

import io.stockrule.stock.MarketplaceCodes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The names a profile may use.
///
/// @param warehouses the merchant's warehouses; empty accepts any name
/// @param closedWarehouses those among them whose stock does not count
/// @param ruleFiles that the operator has for profiles to include; empty accepts any name
/// @param texts all that listings have under a word; of a word that is not among them, any text is accepted
public record KnownNames(
        Optional<Set<String>> warehouses,
        Set<String> closedWarehouses,
        Optional<Set<String>> ruleFiles,
        Map<Word, Set<String>> texts) {
    /// Nothing is known, so any name is accepted.
    public static final KnownNames ANY = new KnownNames(Optional.empty(), Set.of(), Optional.empty(), Map.of());

    public KnownNames {
        warehouses = warehouses.map(Set::copyOf);
        closedWarehouses = Set.copyOf(closedWarehouses);
        ruleFiles = ruleFiles.map(Set::copyOf);
        texts = Map.copyOf(texts);
    }

    /// Warehouses that are all open; any rule file.
    public static KnownNames ofWarehouses(Set<String> names) {
        return new KnownNames(Optional.of(names), Set.of(), Optional.empty(), Map.of());
    }

    /// @param closed some of the warehouses
    public KnownNames withClosed(Set<String> closed) {
        return new KnownNames(warehouses, closed, ruleFiles, texts);
    }

    public KnownNames withRuleFiles(Set<String> names) {
        return new KnownNames(warehouses, closedWarehouses, Optional.of(names), texts);
    }

    public KnownNames withTexts(Word word, Set<String> known) {
        var more = new EnumMap<Word, Set<String>>(Word.class);
        more.putAll(texts);
        more.put(word, known);
        return new KnownNames(warehouses, closedWarehouses, ruleFiles, more);
    }

    /// Those that Amazon has.
    public KnownNames withMarketplaces() {
        return withTexts(Word.MARKETPLACE, Set.copyOf(MarketplaceCodes.ALL));
    }
}
