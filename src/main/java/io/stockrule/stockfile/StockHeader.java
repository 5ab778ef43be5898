package io.stockrule.stockfile;

import static io.stockrule.table.Mistake.quoted;

import io.stockrule.language.Suggestion;
import io.stockrule.stock.MetafieldName;
import io.stockrule.stockfile.Meaning.HeldLevel;
import io.stockrule.stockfile.Meaning.Level;
import io.stockrule.stockfile.Meaning.Metafield;
import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the header of a stock file.
final class StockHeader {
    private final List<Cell> cells;
    private final Map<String, Meaning> renamed;
    private final boolean holdings;
    private final Map<Meaning, Integer> places = new LinkedHashMap<>();
    private final List<String> unused = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private StockHeader(List<Cell> cells, Map<String, Meaning> renamed, boolean holdings) {
        this.cells = cells;
        this.holdings = holdings;
        this.renamed = renamed;
    }

    /// What a header came to; it is good when there is no mistake.
    ///
    /// @param places of the columns, from 0
    /// @param unused names of columns that mean nothing
    record Columns(Map<Meaning, Integer> places, List<String> unused, List<Mistake> mistakes) {
        /// How many columns, from the left, have all that mean something.
        int used() {
            return 1 + places.values().stream().mapToInt(it -> it).max().orElse(-1);
        }

        boolean has(Meaning meaning) {
            return places.containsKey(meaning);
        }
    }

    /// @param renamed what columns mean whose names do not say it, by their names
    /// @param holdings whether somebody looks at what is on hand, committed or incoming; else these mean nothing
    static Columns read(List<Cell> cells, Map<String, Meaning> renamed, boolean holdings) {
        var header = new StockHeader(cells, renamed, holdings);
        header.findRenamed();
        header.findNamed();
        header.requireSku();
        header.requireStock();
        header.requireLevelsOfHeld();
        return new Columns(header.places, header.unused, header.mistakes);
    }

    private void findRenamed() {
        var names = cells.stream().map(cell -> cell.text().strip()).toList();
        renamed.forEach((column, meaning) -> {
            int place = names.indexOf(column);
            if (place < 0) {
                missing(
                        "no column is called %s".formatted(quoted(column)),
                        Suggestion.closest(column, names).map(Mistake::quoted));
            } else if (place != names.lastIndexOf(column)) {
                twice(meaning, place, names.lastIndexOf(column));
            } else {
                put(meaning, place);
            }
        });
    }

    private void findNamed() {
        var locations = ShopifyInventory.locations(cells);
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            if (!renamed.containsKey(cell.text().strip())) {
                int place = i;
                Optional.<Meaning>ofNullable(locations.get(i))
                        .or(() -> Meaning.of(cell.text()))
                        .filter(meaning -> !renamed.containsValue(meaning))
                        .filter(meaning -> holdings || !meaning.isHeld())
                        .ifPresentOrElse(meaning -> put(meaning, place), () -> unused.add(cell.text()));
            }
        }
    }

    private void put(Meaning meaning, int place) {
        var cell = cells.get(place);
        if (meaning instanceof Level(var warehouse) && warehouse.isEmpty()) {
            mistakes.add(Mistake.at(cell, "%s names no warehouse; write level:Berlin".formatted(quoted(cell.text()))));
        } else if (meaning instanceof HeldLevel(var part, var warehouse) && warehouse.isEmpty()) {
            mistakes.add(Mistake.at(
                    cell, "%s names no warehouse; write %s:Berlin".formatted(quoted(cell.text()), part.written())));
        } else if (meaning instanceof Metafield(var name)
                && MetafieldName.mistake(name).isPresent()) {
            mistakes.add(Mistake.at(
                    cell,
                    "no metafield is called %s; %s"
                            .formatted(quoted(name), MetafieldName.mistake(name).get())));
        } else if (places.containsKey(meaning)) {
            twice(meaning, places.getOrDefault(meaning, place), place);
        } else {
            places.put(meaning, place);
        }
    }

    private void twice(Meaning meaning, int first, int second) {
        mistakes.add(Mistake.at(
                cells.get(second),
                "%s and %s are both the column %s; delete or rename one of them"
                        .formatted(
                                quoted(cells.get(first).text()),
                                quoted(cells.get(second).text()),
                                quoted(meaning.inHeader()))));
    }

    private void requireSku() {
        if (!places.containsKey(Word.SKU) && !places.containsKey(Word.HANDLE)) {
            missing("no column is called \"sku\"", renaming(Word.SKU));
        }
    }

    private void requireStock() {
        if (places.containsKey(Word.LOCATION) && !places.containsKey(Word.AVAILABLE)) {
            missing("there is a column \"Location\", but none is called \"Available\"", renaming(Word.AVAILABLE));
            return;
        }
        boolean hasLevels = places.keySet().stream().anyMatch(Level.class::isInstance);
        if (hasLevels && places.containsKey(Word.AVAILABLE)) {
            var place = places.getOrDefault(Word.AVAILABLE, 0);
            mistakes.add(Mistake.at(
                    cells.get(place),
                    "stock is given as \"available\" or as one \"level:\" per warehouse, not as both"));
        } else if (!hasLevels && !places.containsKey(Word.AVAILABLE)) {
            missing("no column is called \"available\", or \"level:\" and a warehouse", stockElsewhere());
        }
    }

    /// What a warehouse holds is said beside what is available there.
    private void requireLevelsOfHeld() {
        places.forEach((meaning, place) -> {
            if (meaning instanceof HeldLevel(var _, var warehouse) && !places.containsKey(new Level(warehouse))) {
                mistakes.add(Mistake.at(
                        cells.get(place),
                        "%s needs a column \"level:%s\" beside it, with what is available there"
                                .formatted(quoted(cells.get(place).text()), warehouse)));
            }
        });
    }

    /// Of a shop with several locations Shopify's export of products has no stock.
    private Optional<String> stockElsewhere() {
        return places.containsKey(Word.HANDLE)
                ? Optional.of("to export the inventory (Products > Inventory > Export)")
                : renaming(Word.AVAILABLE);
    }

    /// That no column is called so.
    ///
    /// @param unused names of columns, of which one may be meant
    static Mistake missing(List<Cell> cells, Meaning meaning, List<String> unused) {
        return missing(
                cells, "no column is called %s".formatted(quoted(meaning.inHeader())), renaming(meaning, unused));
    }

    private static Optional<String> renaming(Meaning meaning, List<String> unused) {
        return Suggestion.closest(meaning.inHeader(), unused)
                .map(close -> "--column %s".formatted(quoted(meaning.inHeader() + "=" + close)));
    }

    private Optional<String> renaming(Word word) {
        return renaming(word, unused);
    }

    private void missing(String what, Optional<String> suggestion) {
        mistakes.add(missing(cells, what, suggestion));
    }

    private static Mistake missing(List<Cell> cells, String what, Optional<String> suggestion) {
        var there = cells.stream().map(cell -> quoted(cell.text())).collect(Collectors.joining(", "));
        return Mistake.at(
                cells.getFirst(),
                "%s; there are: %s%s"
                        .formatted(
                                what,
                                there,
                                suggestion.map("; did you mean %s?"::formatted).orElse("")));
    }
}
