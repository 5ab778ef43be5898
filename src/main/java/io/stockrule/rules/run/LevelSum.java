package io.stockrule.rules.run;

import io.stockrule.stock.PartStock;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/// Adds up the known active levels of chosen warehouses; one object adds up many listings, one after the other.
///
/// Sums are exact in any order: the upper and the lower 32 bits are added apart, so that a sum beyond 64 bits is
/// noticed and stays at the end of their range.
final class LevelSum {
    private boolean known;
    private long units;

    /// Whether any level was known.
    boolean isKnown() {
        return known;
    }

    /// 0 if none was known.
    long units() {
        return units;
    }

    LevelSum of(List<WarehouseStock> stock, Predicate<String> isChosen) {
        known = false;
        long upper = 0;
        long lower = 0;
        int size = stock.size();
        for (int i = 0; i < size; i++) {
            var level = stock.get(i);
            if (level.active() && level.available().isPresent() && isChosen.test(level.warehouse())) {
                long some = level.available().getAsLong();
                known = true;
                upper += some >> 32;
                lower += some & 0xFFFF_FFFFL;
            }
        }
        units = join(upper + (lower >> 32), lower & 0xFFFF_FFFFL);
        return this;
    }

    /// As [#of(List, Predicate)], of another number than what is available.
    LevelSum of(List<WarehouseStock> stock, Predicate<String> isChosen, Function<WarehouseStock, OptionalLong> number) {
        known = false;
        long upper = 0;
        long lower = 0;
        int size = stock.size();
        for (int i = 0; i < size; i++) {
            var level = stock.get(i);
            if (level.active() && isChosen.test(level.warehouse())) {
                var units = number.apply(level);
                if (units.isPresent()) {
                    long some = units.getAsLong();
                    known = true;
                    upper += some >> 32;
                    lower += some & 0xFFFF_FFFFL;
                }
            }
        }
        units = join(upper + (lower >> 32), lower & 0xFFFF_FFFFL);
        return this;
    }

    /// How many bundles the known levels of their parts make; not known when of one of these none is. Parts that are
    /// not counted are always there.
    LevelSum ofBundles(List<PartStock> parts, Predicate<String> isChosen) {
        return fewest(parts, part -> of(part.stock(), isChosen));
    }

    LevelSum ofBundles(
            List<PartStock> parts, Predicate<String> isChosen, Function<WarehouseStock, OptionalLong> number) {
        return fewest(parts, part -> of(part.stock(), isChosen, number));
    }

    private LevelSum fewest(List<PartStock> parts, Function<PartStock, LevelSum> sum) {
        boolean counted = false;
        long fewest = 0;
        for (var part : parts) {
            if (part.tracked()) {
                if (!sum.apply(part).known) {
                    return this;
                }
                long made = Math.floorDiv(units, part.quantity());
                fewest = counted ? Math.min(fewest, made) : made;
                counted = true;
            }
        }
        known = counted;
        units = fewest;
        return this;
    }

    private static long join(long upper, long lower) {
        if (upper != (int) upper) {
            return upper > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return upper << 32 | lower;
    }
}
