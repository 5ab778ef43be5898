package io.stockrule.stock;

import java.util.Optional;
import java.util.regex.Pattern;

/// What Shopify lets a metafield be called: a namespace of 3 to 255 and a key of 2 to 64 letters, digits, `_` and `-`,
/// with a point between them.
///
/// Source: `MetafieldDefinitionInput` of the Admin API 2026-10. Capitals count: `custom.Season` is another one.
public final class MetafieldName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{3,255}\\.[A-Za-z0-9_-]{2,64}");

    private MetafieldName() {}

    /// What is wrong with it; empty for one that may be a metafield's.
    public static Optional<String> mistake(String name) {
        return NAME.matcher(name).matches() ? Optional.empty() : Optional.of(reason(name));
    }

    private static String reason(String name) {
        int points = name.length() - name.replace(".", "").length();
        if (points != 1) {
            return "a metafield is named by its namespace and key with a point between, such as \"custom.season\"";
        }
        return name.matches("[A-Za-z0-9_.-]*")
                ? "the namespace of a metafield has 3 to 255 letters, its key 2 to 64"
                : "the name of a metafield has only the letters a to z, digits, _ and -";
    }
}
