package io.stockrule.language;

import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/// The levels that a selection of warehouses leaves, and what they come to.
///
/// @param levels active ones of chosen warehouses
/// @param available their sum; empty when none is known or the item is not counted
record SelectedStock(List<WarehouseStock> levels, OptionalLong available) {
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    static SelectedStock of(Selection selection, VariantFacts variant) {
        var levels = variant.stock().stream()
                .filter(level -> level.active() && isChosen(selection, variant, level.warehouse()))
                .toList();
        return new SelectedStock(levels, variant.tracked() ? sum(levels) : OptionalLong.empty());
    }

    private static boolean isChosen(Selection selection, VariantFacts variant, String warehouse) {
        return switch (selection) {
            case Selection.All _ -> true;
            case Selection.AllExcept except -> !except.names().contains(warehouse);
            case Selection.Named named -> named.names().contains(warehouse);
            case Selection.FirstOf first -> firstOf(first, variant).contains(warehouse);
        };
    }

    /// The one that counts; all of them when no level is known.
    private static List<String> firstOf(Selection.FirstOf first, VariantFacts variant) {
        var known = first.names().stream()
                .filter(name -> level(variant, name).isPresent())
                .toList();
        if (known.isEmpty()) {
            return first.names();
        }
        return known.stream()
                .filter(name -> level(variant, name).getAsLong() >= first.atLeast())
                .findFirst()
                .map(List::of)
                .orElse(List.of(known.getLast()));
    }

    /// The active known levels of one warehouse, chosen or not.
    static OptionalLong level(VariantFacts variant, String warehouse) {
        return sum(variant.stock().stream()
                .filter(level -> level.active() && level.warehouse().equals(warehouse))
                .toList());
    }

    /// The level of a warehouse as far as it is chosen; 0 when it is not, is unknown or is below 0.
    long levelToKeepOf(String warehouse) {
        return Math.max(
                0,
                sum(levels.stream()
                                .filter(level -> level.warehouse().equals(warehouse))
                                .toList())
                        .orElse(0));
    }

    /// Unknown levels count 0 beside known ones; without a known level the sum is unknown. A sum beyond 64 bits stays
    /// at the end of their range.
    private static OptionalLong sum(List<WarehouseStock> levels) {
        var known = levels.stream()
                .map(WarehouseStock::available)
                .filter(OptionalLong::isPresent)
                .toList();
        if (known.isEmpty()) {
            return OptionalLong.empty();
        }
        if (known.size() == 1) {
            return known.getFirst();
        }
        var exact = known.stream()
                .map(level -> BigInteger.valueOf(level.getAsLong()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return OptionalLong.of(exact.max(LOWEST).min(HIGHEST).longValueExact());
    }
}
