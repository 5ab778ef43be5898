package io.stockrule.stockfile;

import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.table.Cell;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the cells of each word stand in a row.
final class WordPlaces {
    private static final int NOWHERE = -1;

    private final int[] places = new int[Word.values().length];

    WordPlaces(Map<Meaning, Integer> columns) {
        for (var word : Word.values()) {
            places[word.ordinal()] = columns.getOrDefault(word, NOWHERE);
        }
    }

    /// Whether the file has a column of it.
    boolean has(Word word) {
        return places[word.ordinal()] != NOWHERE;
    }

    /// Null where the file has no column of it.
    @Nullable
    Cell cell(Word word, List<Cell> row) {
        int place = places[word.ordinal()];
        return place == NOWHERE ? null : row.get(place);
    }

    /// Empty where the file has no column of it.
    String text(Word word, List<Cell> row) {
        var cell = cell(word, row);
        return cell == null ? "" : cell.text();
    }

    /// Whether nothing is said of it.
    boolean isEmpty(Word word, List<Cell> row) {
        return text(word, row).isBlank();
    }

    /// Has a row say of a word what another one does.
    ///
    /// @param row that can be changed
    void copy(Word word, List<Cell> from, List<Cell> row) {
        if (has(word)) {
            row.set(places[word.ordinal()], from.get(places[word.ordinal()]));
        }
    }
}
