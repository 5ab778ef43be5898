package io.stockrule.delivery.marketplace;

import java.util.Arrays;

/// Why an offer cannot be bought although its number is there, and what a person can do about it. One cause each, the
/// one that has to go first.
public enum Obstacle {
    CATALOG_ITEM_REMOVED(
            "Amazon has removed the product from its catalogue, so nobody's offer of it can be bought",
            "see the product's issues in Seller Central, or list the SKU under another product"),
    NEEDS_APPROVAL(
            "Amazon wants an approval or documents for this product, its brand or its category",
            "apply for approval in Seller Central"),
    DUPLICATE(
            "Amazon takes the listing for a duplicate of another product",
            "compare both products in Seller Central, and list the SKU under the right one"),
    PRICE_MISSING("it has no price", "enter a price in Seller Central"),
    PRICE_INVALID(
            "Amazon does not accept its price, which may lie outside the limits set for it",
            "correct the price, or its minimum and maximum, in Seller Central"),
    IMAGE_MISSING("it has no image that Amazon accepts", "add a main image in Seller Central"),
    IMAGE_INVALID("Amazon does not accept its images", "replace the images in Seller Central"),
    ATTRIBUTE_MISSING(
            "required details of the product are missing", "complete the product's details in Seller Central"),
    ATTRIBUTE_INVALID(
            "Amazon does not accept some details of the product", "correct the product's details in Seller Central"),
    SUPPRESSED("Amazon has taken it out of sale", "see its issues in Seller Central"),
    NO_REASON_NAMED(
            "Amazon names no reason; after orders that the seller cancelled it takes offers off until their price is edited",
            "edit the price in Seller Central; if that does not help, ask Amazon's seller support");

    private final String cause;
    private final String action;

    Obstacle(String cause, String action) {
        this.cause = cause;
        this.action = action;
    }

    /// @param name that of a later version, which may run beside this one, is read as the least that is certain
    public static Obstacle named(String name) {
        return Arrays.stream(values())
                .filter(obstacle -> obstacle.name().equals(name))
                .findFirst()
                .orElse(SUPPRESSED);
    }

    /// The cause and what to do, in a merchant's words.
    public String sentence() {
        return "%s. To do: %s".formatted(cause, action);
    }

    /// Whether Amazon itself has said so: else it may only be slow to show what has just come into stock.
    public boolean isNamed() {
        return this != NO_REASON_NAMED;
    }
}
