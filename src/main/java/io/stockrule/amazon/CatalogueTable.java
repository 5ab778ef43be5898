package io.stockrule.amazon;

import static io.stockrule.listing.catalogue.ReportColumns.ASIN;
import static io.stockrule.listing.catalogue.ReportColumns.CHANNEL;
import static io.stockrule.listing.catalogue.ReportColumns.QUANTITY;
import static io.stockrule.listing.catalogue.ReportColumns.SELLER_SKU;
import static io.stockrule.listing.catalogue.ReportColumns.STATUS;
import static io.stockrule.listing.catalogue.ReportColumns.TITLE;
import static java.util.stream.Collectors.joining;

import io.stockrule.delivery.marketplace.CatalogueReports.Rows;
import io.stockrule.delivery.marketplace.ReportResult;
import io.stockrule.listing.SellerSku;
import io.stockrule.listing.catalogue.CatalogueRow;
import io.stockrule.listing.catalogue.ReportColumns;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The table in a report of all listings. Columns are found by their names, because each country has them in another
/// order (https://developer-docs.amazon.com/sp-api/docs/inventory-reports-attributes), and accounts in their language.
final class CatalogueTable {
    private static final List<ReportColumns> NEEDED = List.of(SELLER_SKU, QUANTITY, CHANNEL, STATUS);
    private static final int MOST_NAMES = 40;
    private static final int LONGEST_NUMBER = 9;

    private final Map<ReportColumns, Integer> places;
    private final Rows rows;
    private long given;
    private long odd;
    private Optional<String> firstOdd = Optional.empty();

    private CatalogueTable(Map<ReportColumns, Integer> places, Rows rows) {
        this.places = places;
        this.rows = rows;
    }

    /// @return [ReportResult.Read], or [ReportResult.Spoilt] if it is no such table
    static ReportResult read(InputStream in, Optional<Charset> encoding, long mostBytes, Rows rows) throws IOException {
        var table = Table.open(in, encoding, mostBytes);
        if (table.header().isEmpty()) {
            return new ReportResult.Spoilt("the report is empty");
        }
        return switch (table.header().get()) {
            case Row.Broken broken ->
                new ReportResult.Spoilt("the header of the report cannot be read: " + words(broken.mistake()));
            case Row.Cells cells -> read(table, cells.cells(), rows);
        };
    }

    private static ReportResult read(Table table, List<Cell> header, Rows rows) throws IOException {
        var places = new EnumMap<ReportColumns, Integer>(ReportColumns.class);
        for (int i = 0; i < header.size(); i++) {
            var meaning = ReportColumns.of(header.get(i).text());
            boolean isSecond = meaning.isPresent() && places.putIfAbsent(meaning.get(), i) != null;
            if (isSecond && NEEDED.contains(meaning.get())) {
                return spoilt(
                        "two columns of the report mean the same, the second is " + quoted(header.subList(i, i + 1)));
            }
        }
        if (!places.keySet().containsAll(NEEDED)) {
            return spoilt("the report has no column %s; it has %s".formatted(missing(places), quoted(header)));
        }
        table.needs(NEEDED.stream().mapToInt(places::get).max().orElseThrow() + 1);
        return new CatalogueTable(places, rows).read(table);
    }

    private static ReportResult spoilt(String reason) {
        return new ReportResult.Spoilt(ForeignText.clean(reason));
    }

    private static String missing(Map<ReportColumns, Integer> places) {
        var names = new ArrayList<String>();
        NEEDED.stream()
                .filter(column -> !places.containsKey(column))
                .forEach(column -> names.add("\"" + column.inEnglish() + "\""));
        return String.join(", ", names);
    }

    private ReportResult read(Table table) throws IOException {
        for (var row = table.next(); row.isPresent(); row = table.next()) {
            switch (row.get()) {
                case Row.Cells cells -> take(cells);
                case Row.Broken broken -> leaveOut(broken.mistake());
            }
        }
        return new ReportResult.Read(given, odd, firstOdd, table.remark());
    }

    private void take(Row.Cells row) {
        var sku = needed(row, SELLER_SKU);
        var quantity = needed(row, QUANTITY);
        if (SellerSku.mistake(sku.text()).isPresent()) {
            leaveOut(Mistake.at(sku, "this is no SKU of Amazon's"));
        } else if (!quantity.isEmpty() && number(quantity).isEmpty()) {
            leaveOut(Mistake.at(quantity, "this is no quantity"));
        } else {
            given++;
            rows.row(new CatalogueRow(
                    row.line(),
                    sku.text(),
                    text(row, TITLE),
                    text(row, ASIN),
                    text(row, CHANNEL),
                    number(quantity),
                    text(row, STATUS)));
        }
    }

    private void leaveOut(Mistake mistake) {
        odd++;
        if (firstOdd.isEmpty()) {
            firstOdd = Optional.of(words(mistake));
        }
        rows.odd(mistake.line(), ForeignText.clean(mistake.message()));
    }

    private static OptionalInt number(Cell cell) {
        var digits = cell.text().strip();
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= LONGEST_NUMBER
                && digits.chars().allMatch(it -> it >= '0' && it <= '9');
        return isNumber ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    private Cell needed(Row.Cells row, ReportColumns column) {
        return row.cells().get(places.getOrDefault(column, 0));
    }

    /// Empty where there is no such column.
    private String text(Row.Cells row, ReportColumns column) {
        return Optional.ofNullable(places.get(column))
                .map(place -> row.cells().get(place).text().strip())
                .orElse("");
    }

    private static String quoted(List<Cell> names) {
        return names.stream()
                .limit(MOST_NAMES)
                .map(name -> "\"" + name.text().strip() + "\"")
                .collect(joining(", "));
    }

    private static String words(Mistake mistake) {
        return ForeignText.clean("line %d: %s".formatted(mistake.line(), mistake.message()));
    }
}
