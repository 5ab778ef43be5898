package io.stockrule.language.meaning;

import io.stockrule.language.Selection;
import io.stockrule.stock.PartStock;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// The levels that a selection of warehouses leaves, and what they come to.
///
/// @param levels active ones of chosen warehouses
/// @param available their sum, or what the parts of a bundle make; empty when none is known or the item is not counted
public record SelectedStock(List<WarehouseStock> levels, OptionalLong available) {
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    public static SelectedStock of(Selection selection, VariantFacts variant) {
        var chosen = chosen(selection, variant);
        var levels = new ArrayList<WarehouseStock>();
        for (var level : variant.stock()) {
            if (level.active() && chosen.test(level.warehouse())) {
                levels.add(level);
            }
        }
        return new SelectedStock(levels, variant.tracked() ? available(levels, variant, chosen) : OptionalLong.empty());
    }

    /// What the warehouses that a selection leaves hold of something else, or what that makes of a bundle.
    ///
    /// @param variant by which warehouses are selected
    /// @param other the same with what is summed up for what is available
    static OptionalLong of(Selection selection, VariantFacts variant, VariantFacts other) {
        var chosen = chosen(selection, variant);
        var levels = other.stock().stream()
                .filter(level -> level.active() && chosen.test(level.warehouse()))
                .toList();
        return other.tracked() ? available(levels, other, chosen) : OptionalLong.empty();
    }

    private static OptionalLong available(List<WarehouseStock> levels, VariantFacts variant, Predicate<String> chosen) {
        if (variant.parts().isEmpty()) {
            return sum(levels);
        }
        var made = variant.parts().stream()
                .filter(PartStock::tracked)
                .map(part -> made(part, chosen))
                .toList();
        return made.stream().anyMatch(OptionalLong::isEmpty)
                ? OptionalLong.empty()
                : made.stream().mapToLong(OptionalLong::getAsLong).min();
    }

    /// Bundles that the chosen stock of one part is enough for.
    private static OptionalLong made(PartStock part, Predicate<String> chosen) {
        var units = sum(part.stock().stream()
                .filter(level -> level.active() && chosen.test(level.warehouse()))
                .toList());
        return units.isPresent()
                ? OptionalLong.of(Math.floorDiv(units.getAsLong(), part.quantity()))
                : OptionalLong.empty();
    }

    private static Predicate<String> chosen(Selection selection, VariantFacts variant) {
        return switch (selection) {
            case Selection.All _ -> _ -> true;
            case Selection.AllExcept except -> name -> !except.names().contains(name);
            case Selection.Named named -> named.names()::contains;
            case Selection.FirstOf first -> firstOf(first, variant)::contains;
        };
    }

    /// The one that counts; all of them when no level is known.
    private static List<String> firstOf(Selection.FirstOf first, VariantFacts variant) {
        var lastKnown = first.names();
        for (var name : first.names()) {
            var level = level(variant, name);
            if (level.isPresent()) {
                lastKnown = List.of(name);
                if (level.getAsLong() >= first.atLeast()) {
                    return lastKnown;
                }
            }
        }
        return lastKnown;
    }

    /// The active known levels of one warehouse, chosen or not.
    public static OptionalLong level(VariantFacts variant, String warehouse) {
        return level(variant.stock(), warehouse);
    }

    private static OptionalLong level(List<WarehouseStock> levels, String warehouse) {
        var own = new ArrayList<WarehouseStock>(1);
        for (var level : levels) {
            if (level.active() && level.warehouse().equals(warehouse)) {
                own.add(level);
            }
        }
        return sum(own);
    }

    /// The level of a warehouse as far as it is chosen; 0 when it is not, is unknown or is below 0.
    long levelToKeepOf(String warehouse) {
        return Math.max(0, level(levels, warehouse).orElse(0));
    }

    /// Unknown levels count 0 beside known ones; without a known level the sum is unknown. A sum beyond 64 bits stays
    /// at the end of their range.
    private static OptionalLong sum(List<WarehouseStock> levels) {
        boolean known = false;
        var exact = BigInteger.ZERO;
        for (var level : levels) {
            if (level.available().isPresent()) {
                known = true;
                exact = exact.add(BigInteger.valueOf(level.available().getAsLong()));
            }
        }
        return known ? OptionalLong.of(exact.max(LOWEST).min(HIGHEST).longValueExact()) : OptionalLong.empty();
    }
}
