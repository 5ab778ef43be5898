package io.stockrule.editor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The merchant's names as an editor gives them, in its `initializationOptions` or its settings: an
/// object with `warehouses`, `closedWarehouses`, `metafields`, `vendors`, `productTypes`, `tags` and
/// `collections`, each an array of texts and none of them needed. What is not given accepts any name,
/// and so does an empty array, as editors send it for a setting that nobody has touched.
final class MerchantNames {
    private static final Map<String, Word> TEXTS = new TreeMap<>(Map.of(
            "vendors", Word.Named.VENDOR,
            "productTypes", Word.Named.PRODUCT_TYPE,
            "tags", Word.Named.TAG,
            "collections", Word.Named.COLLECTION));

    private static final List<String> OTHERS = List.of("warehouses", "closedWarehouses", "metafields");

    private final Map<String, Set<String>> given = new TreeMap<>();

    private MerchantNames() {}

    /// @param options null where the editor sends none
    /// @throws IllegalArgumentException with what is wrong with them
    static MerchantNames read(@Nullable Object options) {
        var names = new MerchantNames();
        switch (options) {
            case null -> {}
            case JsonElement json when json.isJsonNull() -> {}
            case JsonObject json -> json.entrySet().forEach(each -> names.add(each.getKey(), each.getValue()));
            default -> throw new IllegalArgumentException("the options must be an object");
        }
        return names;
    }

    private void add(String name, JsonElement value) {
        if (!OTHERS.contains(name) && !TEXTS.containsKey(name)) {
            throw new IllegalArgumentException("there is no option \"%s\"; the options are %s, %s"
                    .formatted(name, String.join(", ", OTHERS), String.join(", ", TEXTS.keySet())));
        }
        if (!(value instanceof JsonArray array) || !isTexts(array)) {
            throw new IllegalArgumentException("\"%s\" must be an array of texts".formatted(name));
        }
        var texts = new TreeSet<String>();
        array.forEach(each -> texts.add(each.getAsString()));
        if (!texts.isEmpty()) {
            given.put(name, texts);
        }
    }

    private static boolean isTexts(JsonArray array) {
        return array.asList().stream()
                .allMatch(each ->
                        each.isJsonPrimitive() && each.getAsJsonPrimitive().isString());
    }

    /// These instead of those that are known, where they are given.
    KnownNames over(KnownNames known) {
        var warehouses = given("warehouses").map(KnownNames::ofWarehouses).orElse(known);
        var open = given("closedWarehouses").map(warehouses::withClosed).orElse(warehouses);
        var names = given("metafields").map(open::withMetafields).orElse(open);
        for (var text : TEXTS.entrySet()) {
            var before = names;
            names = given(text.getKey())
                    .map(texts -> before.withTexts(text.getValue(), texts))
                    .orElse(before);
        }
        return names;
    }

    private Optional<Set<String>> given(String name) {
        return Optional.ofNullable(given.get(name));
    }
}
