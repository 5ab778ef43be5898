package io.stockrule.stockfile;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stockfile.Meaning.Listed;
import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.stockfile.StockHeader.Columns;
import io.stockrule.stockfile.StockRows.StockRow;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Reads a stock file that also says what an old tool listed. A SKU may come as often as its stock was
/// written down.
public final class OldNumbers {
    /// No row says when it was so, and what is learned of it does not look at the time.
    private static final LocalDateTime NO_TIME = LocalDate.EPOCH.atStartOfDay();

    private static final long NOTHING_SENT = -1;

    private final Table table;
    private final Columns columns;
    private final StockRows rows;
    private final int listedPlace;
    private final Reader reader;
    private long read;
    private long refused;
    private long pictures;

    /// Who is told what the rows say.
    public interface Reader {
        /// @param listed empty where the old tool sent nothing
        /// @return false if there is no room for it: nothing is read then from here on
        boolean pair(long line, ListingFacts facts, OptionalInt listed);

        /// @param mistakes of one row, at least one
        void refused(List<Mistake> mistakes);

        /// Something about the file, in words.
        void remark(String sentence);
    }

    /// @param table whose header has no mistakes
    private OldNumbers(Table table, Map<String, Meaning> renamed, Reader reader) {
        this.table = table;
        this.columns = columns(cells(table), renamed);
        this.rows = new StockRows(columns, AWarehouse.NAMELESS, "", NO_TIME);
        this.listedPlace = columns.places().getOrDefault(new Listed(), -1);
        this.reader = reader;
    }

    /// What is wrong with a file's header; nothing can be read unless this is empty.
    ///
    /// @param renamed what columns mean whose names do not say it, by their names
    public static List<Mistake> mistakesOfHeader(Table table, Map<String, Meaning> renamed) {
        return switch (table.header().orElse(null)) {
            case null ->
                List.of(new Mistake(
                        1, 1, "the file is empty; its first line names the columns, such as sku,available,listed"));
            case Row.Broken(var mistake) -> List.of(mistake);
            case Row.Cells(long _, var cells) -> mistakes(cells, renamed);
        };
    }

    private static List<Mistake> mistakes(List<Cell> cells, Map<String, Meaning> renamed) {
        var columns = columns(cells, renamed);
        var mistakes = new ArrayList<>(columns.mistakes());
        if (!columns.has(new Listed()) && !renamed.containsValue(new Listed())) {
            mistakes.add(StockHeader.missing(cells, new Listed(), columns.unused()));
        }
        if (columns.has(Word.LOCATION)) {
            mistakes.add(Mistake.at(
                    cells.get(columns.places().getOrDefault(Word.LOCATION, 0)),
                    "a row for each location cannot say what was listed of all; write a column \"level:\" for each"
                            + " warehouse"));
        }
        for (var word : List.of(Word.RESERVE_MORE, Word.CAP, Word.PIN)) {
            if (columns.has(word)) {
                mistakes.add(Mistake.at(
                        cells.get(columns.places().getOrDefault(word, 0)),
                        "what is set for single listings says nothing of a profile; leave out the rows that have a %s, or"
                                        .formatted(word.inHeader())
                                + " call the column otherwise if it means something else"));
            }
        }
        return mistakes;
    }

    private static Columns columns(List<Cell> cells, Map<String, Meaning> renamed) {
        var meanings = new LinkedHashMap<>(renamed);
        if (!renamed.containsValue(new Listed())) {
            cells.stream()
                    .map(cell -> cell.text().strip())
                    .filter(name -> Meaning.normal(name).equalsIgnoreCase(Listed.NAME))
                    .forEach(name -> meanings.putIfAbsent(name, new Listed()));
        }
        return StockHeader.read(cells, meanings, false);
    }

    private static List<Cell> cells(Table table) {
        if (table.header().orElse(null) instanceof Row.Cells(long _, var cells)) {
            return cells;
        }
        throw new IllegalArgumentException("a file without a header is not read");
    }

    /// @param table whose header has no mistakes
    /// @throws IOException if the file ends too early
    public static Rows read(Table table, Map<String, Meaning> renamed, Reader reader) throws IOException {
        return new OldNumbers(table, renamed, reader).all();
    }

    private Rows all() throws IOException {
        if (!columns.unused().isEmpty()) {
            reader.remark("columns not used: "
                    + String.join(
                            ", ", columns.unused().stream().map(Mistake::quoted).toList()));
        }
        table.needs(columns.used());
        var row = table.next();
        while (row.isPresent() && take(row.get())) {
            row = table.next();
        }
        table.remark().ifPresent(reader::remark);
        return new Rows(read, refused, pictures);
    }

    /// @return whether there is room for more
    private boolean take(Row row) {
        return switch (row) {
            case Row.Cells(long line, var cells) -> take(line, cells);
            case Row.Broken(var mistake) -> refuse(List.of(mistake));
        };
    }

    private boolean take(long line, List<Cell> cells) {
        var row = rows.read(line, cells);
        if (row.isEmpty()) {
            pictures++;
            return true;
        }
        return take(row.get(), cells.get(listedPlace));
    }

    private boolean take(StockRow row, Cell cell) {
        return switch (number(cell)) {
            case WholeNumber.Invalid(var message) ->
                refuse(row.mistaken(Mistake.at(cell, message)).mistakes());
            case WholeNumber.Valid(long _) when !row.mistakes().isEmpty() -> refuse(row.mistakes());
            case WholeNumber.Valid(long number) -> take(row, number);
        };
    }

    private static WholeNumber number(Cell cell) {
        return cell.isEmpty()
                ? new WholeNumber.Valid(NOTHING_SENT)
                : WholeNumber.read(cell.text().strip(), 0, Outcome.MAXIMUM_QUANTITY);
    }

    private boolean take(StockRow row, long number) {
        var listed = number == NOTHING_SENT ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(number));
        boolean isTaken = reader.pair(row.line(), row.facts(), listed);
        read += isTaken ? 1 : 0;
        return isTaken;
    }

    private boolean refuse(List<Mistake> mistakes) {
        refused++;
        reader.refused(mistakes);
        return true;
    }
}
