package io.stockrule.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/// How many bundles the stock of their parts makes at each warehouse. How many it makes at several is not the sum of
/// that: parts may lie apart.
final class Bundles {
    private Bundles() {}

    /// A bundle that nothing is known of to be made of has unknown stock.
    static VariantFacts of(VariantFacts variant, List<PartStock> parts) {
        var counted = parts.stream().filter(PartStock::tracked).toList();
        return variant.bundle(parts.isEmpty() || !counted.isEmpty(), levels(counted), parts);
    }

    private static List<WarehouseStock> levels(List<PartStock> counted) {
        var names = new TreeSet<String>();
        counted.forEach(part -> part.stock().forEach(level -> names.add(level.warehouse())));
        var levels = new ArrayList<WarehouseStock>();
        for (var name : names) {
            boolean active = counted.stream()
                    .anyMatch(part -> part.stock().stream()
                            .anyMatch(
                                    level -> level.active() && level.warehouse().equals(name)));
            levels.add(new WarehouseStock(name, at(name, counted), active));
        }
        return levels;
    }

    /// Of a part that is not stocked there, there are none.
    private static OptionalLong at(String warehouse, List<PartStock> counted) {
        long fewest = Long.MAX_VALUE;
        for (var part : counted) {
            long units = 0;
            for (var level : part.stock()) {
                if (level.active() && level.warehouse().equals(warehouse)) {
                    if (level.available().isEmpty()) {
                        return OptionalLong.empty();
                    }
                    units = Math.addExact(units, level.available().getAsLong()); // Shopify's are within a billion
                }
            }
            fewest = Math.min(fewest, Math.floorDiv(units, part.quantity()));
        }
        return OptionalLong.of(fewest);
    }
}
