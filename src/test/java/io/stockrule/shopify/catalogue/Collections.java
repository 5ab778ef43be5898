package io.stockrule.shopify.catalogue;

import io.stockrule.shopify.SimulatedShop;
import java.util.Map;

/// Collections of a simulated shop, which gives each title one id.
final class Collections {
    private Collections() {}

    static long id(String title) {
        return 841_000_000_000L + Integer.toUnsignedLong(title.hashCode());
    }

    static Map<String, Object> chosen(SimulatedShop shop, String title) {
        return Map.of("shop", shop.shop().id(), "collectionId", id(title));
    }
}
