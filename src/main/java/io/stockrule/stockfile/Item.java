package io.stockrule.stockfile;

import io.stockrule.table.SpoiltSku;
import java.util.Optional;

/// What a row of a stock file is about.
///
/// @param sku empty in a shop without SKUs
/// @param handle the product's, empty if the file has none
/// @param options the variant's, such as `Red / M`
public record Item(String sku, String handle, String options) {
    /// What tells it from every other one: the SKU, or else the handle with the options.
    String key() {
        return sku.isEmpty() ? '\0' + handle + '\0' + options : sku;
    }

    /// For a person.
    String name() {
        return sku.isEmpty()
                ? "the variant \"%s\"".formatted((handle + " " + options).strip())
                : "the sku \"%s\"".formatted(sku);
    }

    /// What a spreadsheet has made of the SKU, if it looks like that.
    Optional<String> spoilt() {
        return SpoiltSku.warning(sku);
    }
}
