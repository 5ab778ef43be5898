package io.stockrule.rules.run;

import io.stockrule.stock.PartStock;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// The active levels that a selection of warehouses leaves.
final class CountedLevels {
    private CountedLevels() {}

    static List<WarehouseStock> counted(List<WarehouseStock> stock, Predicate<String> isChosen) {
        return stock.stream()
                .filter(level -> level.active() && isChosen.test(level.warehouse()))
                .toList();
    }

    /// The sum of the known ones; empty when none is known. Exact in any order: the upper and the lower 32 bits are
    /// added apart, so that a sum beyond 64 bits is noticed and stays at the end of their range.
    static OptionalLong sum(List<WarehouseStock> stock, Predicate<String> isChosen) {
        boolean known = false;
        long upper = 0;
        long lower = 0;
        for (var level : stock) {
            if (level.active() && level.available().isPresent() && isChosen.test(level.warehouse())) {
                long units = level.available().getAsLong();
                known = true;
                upper += units >> 32;
                lower += units & 0xFFFF_FFFFL;
            }
        }
        return known ? OptionalLong.of(join(upper + (lower >> 32), lower & 0xFFFF_FFFFL)) : OptionalLong.empty();
    }

    /// How many bundles the known levels of their parts make; empty when of one of these none is known. Parts that are
    /// not counted are always there.
    static OptionalLong bundles(List<PartStock> parts, Predicate<String> isChosen) {
        var fewest = OptionalLong.empty();
        for (var part : parts) {
            if (part.tracked()) {
                var units = sum(part.stock(), isChosen);
                if (units.isEmpty()) {
                    return OptionalLong.empty();
                }
                long made = Math.floorDiv(units.getAsLong(), part.quantity());
                fewest = OptionalLong.of(Math.min(made, fewest.orElse(made)));
            }
        }
        return fewest;
    }

    private static long join(long upper, long lower) {
        if (upper != (int) upper) {
            return upper > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return upper << 32 | lower;
    }
}
