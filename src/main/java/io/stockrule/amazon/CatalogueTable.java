package io.stockrule.amazon;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import io.stockrule.delivery.marketplace.CatalogueRow;
import io.stockrule.delivery.marketplace.ReportResult;
import io.stockrule.listing.SellerSku;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The table in a report of all listings. Columns are found by their names, because each country has them in another
/// order (https://developer-docs.amazon.com/sp-api/docs/inventory-reports-attributes).
final class CatalogueTable {
    private static final String SKU = "seller-sku";
    private static final String QUANTITY = "quantity";
    private static final String CHANNEL = "fulfillment-channel";
    private static final String STATUS = "status";
    private static final List<String> NEEDED = List.of(SKU, QUANTITY, CHANNEL, STATUS);

    private static final int LONGEST_NUMBER = 9;

    private final List<String> header;
    private final Consumer<CatalogueRow> rows;
    private long given;
    private long odd;
    private Optional<String> firstOdd = Optional.empty();

    private CatalogueTable(List<String> header, Consumer<CatalogueRow> rows) {
        this.header = header;
        this.rows = rows;
    }

    /// @return [ReportResult.Read], or [ReportResult.Spoilt] if it is no such table
    static ReportResult read(InputStream in, Optional<Charset> encoding, long mostBytes, Consumer<CatalogueRow> rows)
            throws IOException {
        var table = Table.open(in, encoding, mostBytes);
        if (table.header().isEmpty()) {
            return new ReportResult.Spoilt("the report is empty");
        }
        return switch (table.header().get()) {
            case Row.Broken broken ->
                new ReportResult.Spoilt("the header of the report cannot be read: " + words(broken.mistake()));
            case Row.Cells cells -> read(table, names(cells), rows);
        };
    }

    private static ReportResult read(Table table, List<String> header, Consumer<CatalogueRow> rows) throws IOException {
        var missing = NEEDED.stream().filter(name -> !header.contains(name)).toList();
        if (!missing.isEmpty()) {
            return new ReportResult.Spoilt(ForeignText.clean(
                    "the report has no column %s; it has %s".formatted(quoted(missing), quoted(header))));
        }
        table.needs(NEEDED.stream().mapToInt(header::indexOf).max().orElseThrow() + 1);
        return new CatalogueTable(header, rows).read(table);
    }

    private ReportResult read(Table table) throws IOException {
        for (var row = table.next(); row.isPresent(); row = table.next()) {
            switch (row.get()) {
                case Row.Cells cells -> take(cells);
                case Row.Broken broken -> leaveOut(broken.mistake());
            }
        }
        return new ReportResult.Read(given, odd, firstOdd);
    }

    private void take(Row.Cells row) {
        var sku = cell(row, SKU);
        var quantity = cell(row, QUANTITY);
        if (SellerSku.mistake(sku.text()).isPresent()) {
            leaveOut(Mistake.at(sku, "this is no SKU of Amazon's"));
        } else if (!quantity.isEmpty() && number(quantity).isEmpty()) {
            leaveOut(Mistake.at(quantity, "this is no quantity"));
        } else {
            given++;
            rows.accept(new CatalogueRow(
                    sku.text(),
                    cell(row, CHANNEL).text().strip(),
                    number(quantity),
                    cell(row, STATUS).text().strip().equalsIgnoreCase("active")));
        }
    }

    private void leaveOut(Mistake mistake) {
        odd++;
        if (firstOdd.isEmpty()) {
            firstOdd = Optional.of(words(mistake));
        }
    }

    private static OptionalInt number(Cell cell) {
        var digits = cell.text().strip();
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= LONGEST_NUMBER
                && digits.chars().allMatch(it -> it >= '0' && it <= '9');
        return isNumber ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    private Cell cell(Row.Cells row, String column) {
        return row.cells().get(header.indexOf(column));
    }

    private static List<String> names(Row.Cells header) {
        return header.cells().stream()
                .map(cell -> cell.text().strip().toLowerCase(ROOT))
                .toList();
    }

    private static String quoted(List<String> names) {
        return IntStream.range(0, Math.min(names.size(), 40))
                .mapToObj(i -> "\"" + names.get(i) + "\"")
                .collect(joining(", "));
    }

    private static String words(Mistake mistake) {
        return ForeignText.clean("line %d: %s".formatted(mistake.line(), mistake.message()));
    }
}
