package io.stockrule.listing.override;

import io.stockrule.listing.override.OverrideColumns.Header;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A table of overrides, a line for each listing, with its columns in any order: [OverrideColumns].
sealed interface OverrideFile {
    int MOST_LINES = 20_000;

    long MOST_BYTES = 64L * 1024 * 1024;

    /// @param remarks on how the file was read, for the person who sent it
    record Read(List<Line> lines, List<String> remarks) implements OverrideFile {}

    /// Nothing of the file is used.
    ///
    /// @param type a stable name for programs
    record Refused(String type, String reason) implements OverrideFile {}

    /// @param number in the file, from 1
    /// @param units by kind, as they are written; what is empty says nothing
    /// @param end as it is written; empty for none
    /// @param mistake why it cannot be read; then all else is empty
    record Line(
            int number,
            String amazonSku,
            Map<Kind, String> units,
            String reason,
            String end,
            Optional<Mistake> mistake) {}

    /// @param declared the file's encoding, if it is said
    /// @throws IOException only if the file stops coming
    static OverrideFile read(InputStream file, Optional<Charset> declared) throws IOException {
        var table = Table.open(file, declared, MOST_BYTES);
        return switch (table.header().orElse(null)) {
            case null -> unreadable("the file is empty");
            case Row.Broken(var mistake) -> unreadable(told(mistake));
            case Row.Cells(long _, var cells) ->
                switch (OverrideColumns.read(cells)) {
                    case Header.Places(var places, var unread) -> lines(table, places, unread);
                    case Header.Unusable(var reason) -> unreadable(reason);
                };
        };
    }

    private static OverrideFile lines(Table table, Map<OverrideColumns, Integer> places, List<String> unread)
            throws IOException {
        var lines = new ArrayList<Line>();
        table.needs(1);
        for (var row = table.next(); row.isPresent(); row = table.next()) {
            if (lines.size() == MOST_LINES) {
                return new Refused(
                        "too-many-lines", String.format(Locale.ROOT, "a file has at most %,d lines", MOST_LINES));
            }
            lines.add(
                    switch (row.get()) {
                        case Row.Cells(long number, var cells) -> line((int) number, new Texts(table, cells, places));
                        case Row.Broken(var mistake) ->
                            new Line((int) mistake.line(), "", Map.of(), "", "", Optional.of(mistake));
                    });
        }
        var remarks = Stream.concat(
                table.remark().map("the file: "::concat).stream(),
                unread.stream().map("the column %s is not read"::formatted));
        return new Read(lines, remarks.toList());
    }

    private static Line line(int number, Texts texts) {
        return new Line(
                number,
                texts.of(OverrideColumns.AMAZON_SKU),
                texts.units(),
                texts.of(OverrideColumns.REASON).strip(),
                texts.of(OverrideColumns.END).strip(),
                Optional.empty());
    }

    /// What stands in the columns of a line.
    record Texts(Table table, List<Cell> cells, Map<OverrideColumns, Integer> places) {
        /// Blanks around a cell are dropped unless it is quoted or parted by tabs, because a SKU may
        /// begin with one.
        String of(OverrideColumns column) {
            var place = places.get(column);
            if (place == null) {
                return "";
            }
            var cell = cells.get(place);
            return cell.quoted() || !table.hasQuotes()
                    ? cell.text()
                    : cell.text().strip();
        }

        Map<Kind, String> units() {
            var units = new EnumMap<Kind, String>(Kind.class);
            for (var kind : Kind.values()) {
                var text = of(OverrideColumns.of(kind)).strip();
                if (!text.isEmpty()) {
                    units.put(kind, text);
                }
            }
            return units;
        }
    }

    private static OverrideFile unreadable(String reason) {
        return new Refused("unreadable-file", "the file is no table of overrides: " + reason);
    }

    /// A mistake with its place, where there is no column beside it.
    static String told(Mistake mistake) {
        return "line %d, column %d: %s".formatted(mistake.line(), mistake.column(), mistake.message());
    }
}
