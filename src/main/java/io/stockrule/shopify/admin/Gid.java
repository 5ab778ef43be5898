package io.stockrule.shopify.admin;

import java.util.regex.Pattern;

/// Shopify's global ids, such as `gid://shopify/InventoryItem/271878346596884015`.
public final class Gid {
    private static final Pattern FORM = Pattern.compile("gid://shopify/(\\w+)/(\\d{1,19})");

    private Gid() {}

    public static String item(long inventoryItemId) {
        return "gid://shopify/InventoryItem/" + inventoryItemId;
    }

    public static String variant(long variantId) {
        return "gid://shopify/ProductVariant/" + variantId;
    }

    public static String product(long productId) {
        return "gid://shopify/Product/" + productId;
    }

    public static String location(long locationId) {
        return "gid://shopify/Location/" + locationId;
    }

    /// @throws IllegalArgumentException if it is not the id of such a thing
    public static long number(String type, String gid) {
        var match = FORM.matcher(gid);
        if (!match.matches() || !match.group(1).equals(type)) {
            throw new IllegalArgumentException("not the id of a %s: %s".formatted(type, gid));
        }
        return Long.parseLong(match.group(2));
    }
}
