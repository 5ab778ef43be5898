package io.stockrule.stock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a shop says of a variant and of its product in the metafields that it was asked for.
///
/// @param product by `namespace.key`; null where the product has none
/// @param own the same of the variant itself
public record MetafieldTexts(Map<String, @Nullable String> product, Map<String, @Nullable String> own) {
    public static final MetafieldTexts NEVER_ASKED = new MetafieldTexts(Map.of(), Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param json as it is stored; null where none was ever asked for
    public static MetafieldTexts read(@Nullable String json) {
        try {
            return json == null ? NEVER_ASKED : JSON.readValue(json, MetafieldTexts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metafields cannot be read: " + json, e);
        }
    }

    /// Those that both were asked for.
    Set<String> known() {
        var known = new HashSet<>(product.keySet());
        known.retainAll(own.keySet());
        return known;
    }

    /// The variant's own before its product's; without those that have no text.
    public Map<String, String> resolved() {
        var texts = new HashMap<String, String>();
        product.forEach((name, text) -> put(texts, name, text));
        own.forEach((name, text) -> put(texts, name, text));
        return texts;
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts.put(name, text);
        }
    }

    /// Whether nothing of the product is said here that is not so there.
    public boolean isProductOf(MetafieldTexts known) {
        return isIn(product, known.product);
    }

    /// Whether nothing of the variant is said here that is not so there.
    public boolean isOwnOf(MetafieldTexts known) {
        return isIn(own, known.own);
    }

    private static boolean isIn(Map<String, @Nullable String> said, Map<String, @Nullable String> known) {
        return known.entrySet().containsAll(said.entrySet());
    }
}
