package io.stockrule.listing.linkmap;

import io.stockrule.listing.linkmap.SkuColumns.Header;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A table of SKUs as spreadsheets and Amazon's reports write it, with its columns in any order. Blanks around a cell
/// are dropped unless it is quoted or parted by tabs, because a SKU may begin or end with one.
sealed interface SkuFile {
    int MOST_LINES = 20_000;

    /// Amazon's reports have descriptions of up to 2,000 characters in each line.
    long MOST_BYTES = 256L * 1024 * 1024;

    /// Few enough for an `int`; which sizes there are is for others to say.
    Pattern PACK = Pattern.compile("[0-9]{1,9}");

    /// @param remarks on how the file was read, for the person who sent it
    record Read(List<Line> lines, List<String> remarks) implements SkuFile {}

    /// Nothing of the file is used.
    ///
    /// @param type a stable name for programs
    record Refused(String type, String reason) implements SkuFile {}

    /// @param number in the file, from 1
    /// @param storeSku empty if the file has no such column
    /// @param packSize units in one pack; empty if the file has no such column, or nothing stands there
    /// @param channel who fulfils it, in Amazon's word; empty if the file has no such column
    /// @param mistake why it cannot be read; then the SKUs are empty
    record Line(
            int number,
            String storeSku,
            String amazonSku,
            OptionalInt packSize,
            Optional<String> channel,
            Optional<Mistake> mistake) {
        private static Line broken(int number, Mistake mistake) {
            return new Line(number, "", "", OptionalInt.empty(), Optional.empty(), Optional.of(mistake));
        }
    }

    /// What a file has to have.
    enum Columns {
        BOTH,
        AMAZON_ONLY
    }

    /// @param declared the file's encoding, if it is said
    /// @throws IOException only if the file stops coming
    static SkuFile read(InputStream file, Optional<Charset> declared, Columns columns) throws IOException {
        var table = Table.open(file, declared, MOST_BYTES);
        return switch (table.header().orElse(null)) {
            case null -> unreadable("the file is empty");
            case Row.Broken(var mistake) -> unreadable(told(mistake));
            case Row.Cells(long _, var cells) ->
                switch (SkuColumns.read(cells, columns)) {
                    case Header.Places(var places) -> lines(table, places);
                    case Header.Unusable(var reason) -> unreadable(reason);
                };
        };
    }

    private static SkuFile lines(Table table, Map<SkuColumns, Integer> places) throws IOException {
        var lines = new ArrayList<Line>();
        table.needs(1);
        for (var row = table.next(); row.isPresent(); row = table.next()) {
            if (lines.size() == MOST_LINES) {
                return new Refused(
                        "too-many-lines", String.format(Locale.ROOT, "a file has at most %,d lines", MOST_LINES));
            }
            lines.add(
                    switch (row.get()) {
                        case Row.Cells(long number, var cells) -> line(table, (int) number, cells, places);
                        case Row.Broken(var mistake) -> Line.broken((int) mistake.line(), mistake);
                    });
        }
        return new Read(lines, table.remark().map("the file: "::concat).stream().toList());
    }

    private static Line line(Table table, int number, List<Cell> cells, Map<SkuColumns, Integer> places) {
        var pack =
                Optional.ofNullable(places.get(SkuColumns.PACK)).map(cells::get).filter(cell -> !cell.isEmpty());
        var mistake = pack.flatMap(SkuFile::noPack);
        if (mistake.isPresent()) {
            return Line.broken(number, mistake.get());
        }
        return new Line(
                number,
                cell(table, cells, places, SkuColumns.STORE),
                cell(table, cells, places, SkuColumns.AMAZON),
                pack.isPresent()
                        ? OptionalInt.of(Integer.parseInt(pack.get().text().strip()))
                        : OptionalInt.empty(),
                Optional.ofNullable(places.get(SkuColumns.CHANNEL))
                        .map(place -> cells.get(place).text().strip()),
                Optional.empty());
    }

    /// Whole and in digits alone: of `1.5`, `2 pcs` or `1,000` nothing is guessed.
    private static Optional<Mistake> noPack(Cell cell) {
        return PACK.matcher(cell.text().strip()).matches()
                ? Optional.empty()
                : Optional.of(Mistake.at(
                        cell, "the pack size %s is no whole number in digits".formatted(Mistake.quoted(cell.text()))));
    }

    private static String cell(Table table, List<Cell> cells, Map<SkuColumns, Integer> places, SkuColumns column) {
        return Optional.ofNullable(places.get(column))
                .map(cells::get)
                .map(cell -> cell.quoted() || !table.hasQuotes()
                        ? cell.text()
                        : cell.text().strip())
                .orElse("");
    }

    private static SkuFile unreadable(String reason) {
        return new Refused("unreadable-file", "the file is no table of SKUs: " + reason);
    }

    /// A mistake with its place, where there is no column beside it.
    static String told(Mistake mistake) {
        return "line %d, column %d: %s".formatted(mistake.line(), mistake.column(), mistake.message());
    }
}
