package io.stockrule.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The queries that we send to Shopify.
final class Documents {
    static final String ITEMS = "InventoryItemsStock";
    static final String ITEM = "InventoryItemStock";

    /// Stock of many items; `null` for one that Shopify does not know.
    static final String INVENTORY_ITEMS_STOCK = load(ITEMS);

    /// A further page of one item's levels.
    static final String INVENTORY_ITEM_STOCK = load(ITEM);

    private Documents() {}

    static String load(String name) {
        try (var in = Documents.class.getResourceAsStream("/shopify/%s.graphql".formatted(name))) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
