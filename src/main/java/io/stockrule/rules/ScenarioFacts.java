package io.stockrule.rules;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads the facts of a scenario from its cells.
final class ScenarioFacts {
    private static final Pattern LEVEL = Pattern.compile("(.+) (-?[0-9]+|unknown)( inactive)?");
    private static final String UNTRACKED = "untracked";

    private ScenarioFacts() {}

    /// @param levels `Berlin 12; Hamburg unknown; Wien 5 inactive`, with `untracked` among them for an item that
    ///     Shopify does not count
    /// @param pack units in a pack, empty for 1
    /// @param date such as `2026-12-24`, or empty
    static ListingFacts read(String levels, String pack, String date) {
        var parts = Arrays.stream(levels.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        var stock = parts.stream()
                .filter(part -> !part.equals(UNTRACKED))
                .map(ScenarioFacts::level)
                .toList();
        var variant =
                new VariantFacts("", "", "", "", List.of(), "", List.of(), !parts.contains(UNTRACKED), false, stock);
        return new ListingFacts(
                variant,
                "",
                pack.isEmpty() ? 1 : Integer.parseInt(pack),
                OptionalInt.empty(),
                day(date),
                Optional.empty());
    }

    private static WarehouseStock level(String text) {
        var level = LEVEL.matcher(text);
        if (!level.matches()) {
            throw new IllegalArgumentException(
                    "a level is a warehouse and its units, such as Berlin 12 or Berlin unknown, not " + text);
        }
        var units = level.group(2).equals("unknown")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(level.group(2)));
        return new WarehouseStock(level.group(1), units, level.group(3) == null);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date is written like 2026-12-24, not " + text, e);
        }
    }
}
