package io.stockrule.shopify.admin;

/// Shopify's global ids, such as `gid://shopify/InventoryItem/271878346596884015`.
public final class Gid {
    private static final String PREFIX = "gid://shopify/";

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

    public static String collection(long collectionId) {
        return "gid://shopify/Collection/" + collectionId;
    }

    public static String location(long locationId) {
        return "gid://shopify/Location/" + locationId;
    }

    /// @throws IllegalArgumentException if it is not the id of such a thing
    public static long number(String type, String gid) {
        int digits = PREFIX.length() + type.length() + 1;
        if (gid.length() > digits
                && gid.startsWith(PREFIX)
                && gid.startsWith(type, PREFIX.length())
                && gid.charAt(digits - 1) == '/'
                && isDigits(gid, digits)) {
            return Long.parseLong(gid, digits, gid.length(), 10);
        }
        throw new IllegalArgumentException("not the id of a %s: %s".formatted(type, gid));
    }

    /// A plain loop: a shop has millions of ids.
    private static boolean isDigits(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }
}
