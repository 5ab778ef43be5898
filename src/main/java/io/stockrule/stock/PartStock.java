package io.stockrule.stock;

import java.util.List;

/// A part of a bundle with its stock.
///
/// @param sku of the part; empty if nothing is known of it
/// @param quantity how many of it make one bundle, at least 1
/// @param tracked false when Shopify does not count it: then there is always enough of it
public record PartStock(String sku, long quantity, boolean tracked, List<WarehouseStock> stock) {
    public PartStock {
        stock = List.copyOf(stock);
    }

    PartStock withStock(List<WarehouseStock> levels) {
        return new PartStock(sku, quantity, tracked, levels);
    }
}
