package io.stockrule.command;

import io.stockrule.table.Mistake;
import io.stockrule.table.Cell;
import static io.stockrule.table.Mistake.quoted;

import io.stockrule.command.Meaning.Level;
import io.stockrule.command.Meaning.Word;
import io.stockrule.command.StockHeader.Columns;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Makes the facts of a listing from a record of a stock file.
final class StockRows {
    /// As many as a listing may have.
    private static final long LARGEST_PACK = 1_000_000;

    private static final Map<String, Boolean> YES_OR_NO =
            Map.of("yes", true, "true", true, "no", false, "false", false);

    private final Columns columns;
    private final String aWarehouse;
    private final String marketplace;
    private final LocalDateTime at;

    /// @param aWarehouse where units lie that are just available
    /// @param marketplace of lines that give none
    /// @param at date and time in the merchant's zone
    StockRows(Columns columns, String aWarehouse, String marketplace, LocalDateTime at) {
        this.columns = columns;
        this.aWarehouse = aWarehouse;
        this.marketplace = marketplace;
        this.at = at;
    }

    /// @param mistakes in its cells; there are facts to decide on only where there is none
    record Row(String sku, ListingFacts facts, List<Mistake> mistakes) {}

    Row read(List<Cell> cells) {
        var row = new Reading(cells);
        return new Row(row.sku(), row.facts(), row.mistakes);
    }

    /// One row being read.
    private final class Reading {
        private final List<Cell> cells;
        private final List<Mistake> mistakes = new ArrayList<>();

        Reading(List<Cell> cells) {
            this.cells = cells;
        }

        /// Exactly as it is written: spaces are part of it. A line break in it comes from a quote gone wrong.
        String sku() {
            var cell = cell(Word.SKU).orElseThrow();
            if (cell.isEmpty()) {
                mistakes.add(Mistake.at(cell, "the sku is empty"));
            } else if (cell.text().chars().anyMatch(Character::isISOControl)) {
                mistakes.add(Mistake.at(
                        cell,
                        "the sku %s has a line break or another control character".formatted(quoted(cell.text()))));
            }
            return cell.text();
        }

        ListingFacts facts() {
            return new ListingFacts(
                    variant(),
                    cell(Word.MARKETPLACE)
                            .map(cell -> cell.text().strip())
                            .filter(it -> !it.isEmpty())
                            .orElse(marketplace),
                    packSize(),
                    OptionalInt.empty(),
                    Optional.of(at.toLocalDate()),
                    Optional.of(at.toLocalTime()));
        }

        private VariantFacts variant() {
            return new VariantFacts(
                    cell(Word.SKU).orElseThrow().text(),
                    text(Word.TITLE),
                    text(Word.VENDOR),
                    text(Word.PRODUCT_TYPE),
                    texts(Word.TAG, ","), // Shopify's tags have no comma
                    text(Word.BARCODE),
                    texts(Word.COLLECTION, ";"),
                    true,
                    keepsSelling(),
                    stock());
        }

        private List<WarehouseStock> stock() {
            var stock = new ArrayList<WarehouseStock>();
            columns.places().forEach((meaning, place) -> {
                if (meaning instanceof Level(var warehouse)) {
                    stock.add(new WarehouseStock(warehouse, units(cells.get(place)), true));
                } else if (meaning == Word.AVAILABLE) {
                    stock.add(new WarehouseStock(aWarehouse, units(cells.get(place)), true));
                }
            });
            return stock;
        }

        private OptionalLong units(Cell cell) {
            return cell.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(number(cell, Long.MIN_VALUE, Long.MAX_VALUE));
        }

        private int packSize() {
            return cell(Word.PACK)
                    .filter(cell -> !cell.isEmpty())
                    .map(cell -> (int) number(cell, 1, LARGEST_PACK))
                    .orElse(1);
        }

        /// After a mistake any number will do, as the row is not decided.
        private long number(Cell cell, long smallest, long largest) {
            return switch (WholeNumber.read(cell.text().strip(), smallest, largest)) {
                case WholeNumber.Valid(long number) -> number;
                case WholeNumber.Invalid(var message) -> {
                    mistakes.add(Mistake.at(cell, message));
                    yield smallest;
                }
            };
        }

        private boolean keepsSelling() {
            var cell = cell(Word.KEEPS_SELLING).filter(it -> !it.isEmpty());
            var keeps = cell.map(it -> YES_OR_NO.get(it.text().strip().toLowerCase(Locale.ROOT)));
            if (cell.isPresent() && keeps.isEmpty()) {
                mistakes.add(Mistake.at(
                        cell.get(),
                        "%s is neither yes nor no".formatted(quoted(cell.get().text()))));
            }
            return keeps.orElse(false);
        }

        private List<String> texts(Word word, String separator) {
            return Arrays.stream(text(word).split(separator))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        private String text(Word word) {
            return cell(word)
                    .map(cell -> Normalizer.normalize(cell.text(), Normalizer.Form.NFC))
                    .orElse("");
        }

        private Optional<Cell> cell(Word word) {
            return Optional.ofNullable(columns.places().get(word)).map(cells::get);
        }
    }
}
