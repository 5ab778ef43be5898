package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// Which seller SKUs can be named to Amazon, and how.
final class Skus {
    /// Amazon's limit; longer ones, and those that become longer when encoded, are refused at times
    /// (https://github.com/amz-tools/amazon-sp-api/issues/126).
    private static final int LONGEST = 40;

    private Skus() {}

    /// Why a SKU cannot stand in a path: there it would name something else.
    static Optional<String> unspeakable(String sku) {
        if (sku.isBlank() || sku.equals(".") || sku.equals("..")) {
            return Optional.of("\"%s\" cannot be asked for as a SKU".formatted(sku));
        }
        return UTF_8.newEncoder().canEncode(sku) ? Optional.empty() : Optional.of("the SKU is not valid Unicode text");
    }

    /// Whether it can share a comma-separated list with others, without being split and without spoiling the list.
    static boolean listable(String sku) {
        return unspeakable(sku).isEmpty()
                && sku.indexOf(',') < 0
                && sku.indexOf('"') < 0
                && sku.equals(sku.strip())
                && ListingsItems.encoded(sku).length() <= LONGEST;
    }
}
