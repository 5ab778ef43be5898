package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.stock.MetafieldName;
import io.stockrule.stock.MetafieldTexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks about the metafields that a merchant's profiles look at, beside what is asked of products and variants anyway.
/// Without any, a question stays as it is.
///
/// Each metafield is asked for under a name of its own, from which it is known again in whatever answer comes back:
/// `m_custom_dseason: metafield(namespace: "custom", key: "season") { value }`.
public record Metafields(SortedSet<String> names) {
    /// Of a longer text so many characters count.
    static final int LONGEST = 1_000;

    private static final String ALIAS = "m_";

    /// Behind these words every question about products and variants can ask for more.
    private static final List<String> LAST_OF_PRODUCT_AND_VARIANT = List.of("isGiftCard", "requiresComponents");

    /// @throws IllegalArgumentException for what cannot be a metafield's name, which nobody has let in
    public Metafields {
        for (var name : names) {
            if (MetafieldName.mistake(name).isPresent()) {
                throw new IllegalArgumentException("no metafield is called " + name);
            }
        }
    }

    /// Points that they cost for each product and each variant.
    public int points() {
        return names.size();
    }

    /// The question with these.
    public String in(String document) {
        var more = names.stream().map(Metafields::question).collect(Collectors.joining());
        var asked = document;
        for (var word : LAST_OF_PRODUCT_AND_VARIANT) {
            asked = asked.replace(word, word + more);
        }
        return asked;
    }

    private static String question(String name) {
        int point = name.indexOf('.');
        return " %s: metafield(namespace: \"%s\", key: \"%s\") { value }"
                .formatted(alias(name), name.substring(0, point), name.substring(point + 1));
    }

    private static String alias(String name) {
        return ALIAS + name.replace("_", "__").replace("-", "_h").replace(".", "_d");
    }

    private static String name(String alias) {
        var name = new StringBuilder();
        for (int i = ALIAS.length(); i < alias.length(); i++) {
            char next = alias.charAt(i);
            name.append(
                    next != '_'
                            ? next
                            : switch (alias.charAt(++i)) {
                                case 'h' -> '-';
                                case 'd' -> '.';
                                default -> '_';
                            });
        }
        return name.toString();
    }

    /// What an answer says in them.
    ///
    /// @param product as it was told; a missing node where it was not asked about
    /// @param variant the same
    /// @return null if it was not asked for any
    public static @Nullable MetafieldTexts texts(JsonNode product, JsonNode variant) {
        return texts(fields(product), fields(variant));
    }

    /// Shopify may refuse to tell a metafield that belongs to another app. That is no reason to know
    /// nothing else of the shop: what is refused is left out of the answer, and so counts as never
    /// asked for.
    ///
    /// @return whether that was all that was wrong with the answer
    static boolean leftOut(JsonNode errors, JsonNode data) {
        for (var error : errors) {
            if (!isOfMetafield(error.path("path")) || !data.isObject()) {
                return false;
            }
        }
        errors.forEach(error -> leaveOut(error.path("path"), data));
        return true;
    }

    private static boolean isOfMetafield(JsonNode path) {
        return path.path(path.size() - 1).asText().startsWith(ALIAS);
    }

    private static void leaveOut(JsonNode path, JsonNode data) {
        var around = data;
        for (int i = 0; i < path.size() - 1; i++) {
            var step = path.get(i);
            around = step.isInt() ? around.path(step.asInt()) : around.path(step.asText());
        }
        if (around instanceof ObjectNode object) {
            object.remove(path.path(path.size() - 1).asText());
        }
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        var fields = new HashMap<String, JsonNode>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /// The same of fields.
    public static @Nullable MetafieldTexts texts(
            @Nullable Map<String, JsonNode> product, @Nullable Map<String, JsonNode> variant) {
        var found = new MetafieldTexts(said(product), said(variant));
        return found.equals(MetafieldTexts.NEVER_ASKED) ? null : found;
    }

    private static Map<String, @Nullable String> said(@Nullable Map<String, JsonNode> fields) {
        var texts = new HashMap<String, @Nullable String>();
        if (fields != null) {
            fields.forEach((field, value) -> {
                if (field.startsWith(ALIAS)) {
                    texts.put(name(field), text(value));
                }
            });
        }
        return texts;
    }

    private static @Nullable String text(@Nullable JsonNode metafield) {
        if (metafield == null || !metafield.path("value").isTextual()) {
            return null;
        }
        var text = ProductNode.text(metafield.path("value").asText());
        return text.length() <= LONGEST ? text : text.substring(0, whole(text));
    }

    /// Not in the middle of a character.
    private static int whole(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
