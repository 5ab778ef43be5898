package io.stockrule.stockfile;

import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Knows whose rows follow each other in a file with handles: what concerns a whole product stands in the first row of
/// its handle only (https://help.shopify.com/en/manual/products/import-export/using-csv).
final class ProductRows {
    private static final List<Word> OF_THE_PRODUCT = List.of(Word.TITLE, Word.VENDOR, Word.PRODUCT_TYPE, Word.TAG);

    private final Map<Meaning, Integer> places;
    private String handle = "";
    private List<Cell> first = List.of();

    ProductRows(Map<Meaning, Integer> places) {
        this.places = places;
    }

    /// Where a row's product is told.
    sealed interface Told {
        /// In the row itself.
        record Here() implements Told {}

        /// In an earlier one: the cells, with those of the product filled in.
        record Above(List<Cell> cells) implements Told {}

        /// In a row that does not stand above.
        record Elsewhere(String handle) implements Told {}
    }

    Told told(List<Cell> cells) {
        var handleHere = cell(cells, Word.HANDLE).map(Cell::text).orElse("").strip();
        boolean isBlank = ofTheProduct().allMatch(place -> cells.get(place).isEmpty());
        if (handleHere.isEmpty() || !isBlank || ofTheProduct().findAny().isEmpty()) {
            handle = handleHere;
            first = cells;
            return new Told.Here();
        }
        return handleHere.equals(handle) ? new Told.Above(filled(cells)) : new Told.Elsewhere(handleHere);
    }

    /// Whether a row has nothing but its handle, and pictures perhaps.
    boolean isWithoutVariant(List<Cell> cells) {
        return Stream.of(
                        Word.SKU,
                        Word.AVAILABLE,
                        Word.BARCODE,
                        Word.KEEPS_SELLING,
                        Word.TRACKER,
                        Word.OPTION_1,
                        Word.OPTION_2,
                        Word.OPTION_3)
                .allMatch(word -> cell(cells, word).map(Cell::isEmpty).orElse(true));
    }

    private List<Cell> filled(List<Cell> cells) {
        var filled = new ArrayList<>(cells);
        ofTheProduct().forEach(place -> filled.set(place, first.get(place)));
        return filled;
    }

    private Stream<Integer> ofTheProduct() {
        return OF_THE_PRODUCT.stream().flatMap(word -> Optional.ofNullable(places.get(word)).stream());
    }

    private Optional<Cell> cell(List<Cell> cells, Word word) {
        return Optional.ofNullable(places.get(word)).map(cells::get);
    }
}
