package io.stockrule.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;

/// How many bundles the stock of their parts makes at each warehouse. How many it makes at several is not the sum of
/// that: parts may lie apart.
final class Bundles {
    private Bundles() {}

    /// A bundle that nothing is known of to be made of has unknown stock.
    static VariantFacts of(VariantFacts variant, List<PartStock> parts) {
        boolean isCounted = parts.isEmpty() || parts.stream().anyMatch(PartStock::tracked);
        return variant.bundle(isCounted, levels(parts), parts);
    }

    /// @param parts some of which may not be counted
    static List<WarehouseStock> levels(List<PartStock> parts) {
        var counted = parts.stream().filter(PartStock::tracked).toList();
        var names = new TreeSet<String>();
        counted.forEach(part -> part.stock().forEach(level -> names.add(level.warehouse())));
        var levels = new ArrayList<WarehouseStock>();
        for (var name : names) {
            boolean active = counted.stream()
                    .anyMatch(part -> part.stock().stream()
                            .anyMatch(
                                    level -> level.active() && level.warehouse().equals(name)));
            levels.add(new WarehouseStock(
                    name,
                    at(name, counted, WarehouseStock::available),
                    active,
                    at(name, counted, WarehouseStock::onHand),
                    at(name, counted, WarehouseStock::committed),
                    at(name, counted, WarehouseStock::incoming)));
        }
        return levels;
    }

    /// Of a part that is not stocked there, there are none.
    private static OptionalLong at(
            String warehouse, List<PartStock> counted, Function<WarehouseStock, OptionalLong> units) {
        long fewest = Long.MAX_VALUE;
        for (var part : counted) {
            long sum = 0;
            for (var level : part.stock()) {
                if (level.active() && level.warehouse().equals(warehouse)) {
                    var some = units.apply(level);
                    if (some.isEmpty()) {
                        return OptionalLong.empty();
                    }
                    sum = sum(sum, some.getAsLong());
                }
            }
            fewest = Math.min(fewest, Math.floorDiv(sum, part.quantity()));
        }
        return OptionalLong.of(fewest);
    }

    /// Never beyond the range of 64 bits.
    private static long sum(long one, long other) {
        long sum = one + other;
        boolean isBeyond = ((one ^ sum) & (other ^ sum)) < 0;
        long end = one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        return isBeyond ? end : sum;
    }
}
