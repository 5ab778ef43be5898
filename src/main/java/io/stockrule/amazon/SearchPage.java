package io.stockrule.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.delivery.marketplace.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One page of a search (`ItemSearchResults` of Amazon's model). Items stay trees, so that one with an unexpected
/// form spoils its own reading only.
record SearchPage(@Nullable List<JsonNode> items, @Nullable Pagination pagination) {
    record Pagination(@Nullable String nextToken) {}

    /// Without this, a SKU that is missing would not be known to be absent.
    boolean isComplete() {
        return items != null && items.stream().allMatch(SearchPage::isItem);
    }

    static boolean isItem(JsonNode item) {
        return item.path("sku").isTextual();
    }

    static String sku(JsonNode item) {
        return item.path("sku").textValue();
    }

    Optional<String> next() {
        return Optional.ofNullable(pagination).map(Pagination::nextToken).filter(token -> !token.isEmpty());
    }

    /// Seller SKUs compare exactly; what nobody asked for is passed over.
    void readInto(Map<String, Reading> readings, Set<String> asked, String marketplace) {
        for (var item : items == null ? List.<JsonNode>of() : items) {
            if (asked.contains(sku(item))) {
                readings.merge(sku(item), Channels.reading(item, marketplace), SearchPage::either);
            }
        }
    }

    private static Reading either(Reading one, Reading other) {
        return one.equals(other) ? one : new Reading.Unreadable("Amazon names it twice, and differently");
    }
}
