package io.stockrule.stockfile;

import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Knows whose rows follow each other in a file with handles: what concerns a whole product stands in the first row of
/// its handle only (https://help.shopify.com/en/manual/products/import-export/using-csv).
final class ProductRows {
    private static final List<Word> OF_THE_PRODUCT =
            List.of(Word.TITLE, Word.VENDOR, Word.PRODUCT_TYPE, Word.TAG, Word.PRODUCT_STATUS);

    private final WordPlaces words;
    private String handle = "";
    private List<Cell> first = List.of();

    ProductRows(WordPlaces words) {
        this.words = words;
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
        var handleHere = words.text(Word.HANDLE, cells).strip();
        if (handleHere.isEmpty() || OF_THE_PRODUCT.stream().noneMatch(words::has) || isToldHere(cells)) {
            handle = handleHere;
            first = cells;
            return new Told.Here();
        }
        return handleHere.equals(handle) ? new Told.Above(filled(cells)) : new Told.Elsewhere(handleHere);
    }

    private boolean isToldHere(List<Cell> cells) {
        return !OF_THE_PRODUCT.stream().allMatch(word -> words.isEmpty(word, cells));
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
                .allMatch(word -> words.isEmpty(word, cells));
    }

    private List<Cell> filled(List<Cell> cells) {
        var filled = new ArrayList<>(cells);
        OF_THE_PRODUCT.forEach(word -> words.copy(word, first, filled));
        return filled;
    }
}
