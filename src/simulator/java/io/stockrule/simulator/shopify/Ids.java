package io.stockrule.simulator.shopify;

/// Shopify's ids: numbers of up to 64 bits, the inventory items' well beyond what a double holds exactly.
final class Ids {
    private Ids() {}

    static long shop(long n) {
        return 61_000_000_000L + n;
    }

    static long location(long n) {
        return 72_000_000_000L + n;
    }

    static long product(long n) {
        return 8_100_000_000_000L + n;
    }

    static long variant(long n) {
        return 44_200_000_000_000L + n;
    }

    static long item(long n) {
        return 271_878_346_596_000_000L + n;
    }

    /// The number in a level's global id is neither the item's nor the location's.
    static long level(long n) {
        return 548_300_000_000L + n;
    }

    static long subscription(long n) {
        return 1_290_000_000_000L + n;
    }

    static long bulk(long n) {
        return 5_710_000_000_000L + n;
    }

    static long collection(String title) {
        return 841_000_000_000L + Integer.toUnsignedLong(title.hashCode());
    }

    static String global(String type, long id) {
        return "gid://shopify/%s/%d".formatted(type, id);
    }

    static String globalLevel(ShopLevel level) {
        return "gid://shopify/InventoryLevel/%d?inventory_item_id=%d".formatted(level.id(), level.item());
    }

    /// @return such as `Product`; empty if it is no global id
    static String type(String globalId) {
        var parts = globalId.split("/", 5);
        return parts.length == 5 ? parts[3] : "";
    }

    /// @return -1 if it is no global id of the type
    static long number(String type, String globalId) {
        var prefix = "gid://shopify/" + type + "/";
        var digits = globalId.startsWith(prefix) ? globalId.substring(prefix.length()) : "";
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }
}
