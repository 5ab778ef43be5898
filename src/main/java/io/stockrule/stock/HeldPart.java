package io.stockrule.stock;

import java.util.OptionalLong;

/// What a warehouse holds beside what is available, as Shopify counts it
/// (https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps).
public enum HeldPart {
    /// What lies there, sold or not.
    ON_HAND("on hand"),
    /// Sold and not fulfilled.
    COMMITTED("committed"),
    /// On its way there, and no part of what is on hand.
    INCOMING("incoming");

    private final String written;

    HeldPart(String written) {
        this.written = written;
    }

    /// As merchants write it.
    public String written() {
        return written;
    }

    /// Empty where it is not known.
    public OptionalLong of(WarehouseStock level) {
        return switch (this) {
            case ON_HAND -> level.onHand();
            case COMMITTED -> level.committed();
            case INCOMING -> level.incoming();
        };
    }
}
