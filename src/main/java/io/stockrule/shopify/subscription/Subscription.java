package io.stockrule.shopify.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook subscription as Shopify shows it.
///
/// @param topic in capital letters
/// @param filter suppresses what does not fit; null or empty for none
/// @param name that its maker gave it; null for none
record Subscription(
        String id,
        String topic,
        String uri,
        String format,
        @Nullable List<String> includeFields,
        @Nullable String filter,
        @Nullable String name) {
    /// Ours are called so, on whatever host they were made.
    static final String NAME = "stockrule";

    boolean isOurs() {
        return NAME.equals(name);
    }

    /// Whether it sends everything of its topic to this address.
    boolean serves(String address) {
        return uri.equals(address)
                && format.equals("JSON")
                && (includeFields == null || includeFields.isEmpty())
                && (filter == null || filter.isEmpty());
    }
}
