package io.stockrule.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/// The workbook of the example `seasonal-cap`. It is a file like any other and may be edited in a spreadsheet; then
/// change this table, too. `-Dstockrule.rules.write=true` writes it from here.
class SeasonalCapWorkbookTest {
    private static final Path FILE = Path.of("rules", "included", "seasonal-cap.xlsx");
    private static final int OBJECT_TYPES = 5;
    private static final List<List<Object>> TABLE = List.of(
            List.of("RuleSet", "rules"),
            List.of("Import", "io.stockrule.rules.Listing"),
            List.of("Notes", "From and until are days of any year: 1115 is the 15th of November."),
            List.of("RuleTable seasonal cap"),
            List.of("NAME", "CONDITION", "CONDITION", "CONDITION", "ACTION"),
            List.of("", "$listing : Listing", "", "", ""),
            List.of(
                    "",
                    "tags contains \"$param\"",
                    "monthAndDay >= $param",
                    "monthAndDay <= $param",
                    "$listing.listAtMost($param);"),
            List.of("Rule", "Tag", "From", "Until", "At most"),
            List.of("Candles before Christmas", "Candle", 1115, 1224, 8),
            List.of("Gifts before Christmas", "Gift", 1115, 1224, 12),
            List.of("Parasols in summer", "Parasol", 601, 831, 20));

    @Test
    void the_workbook_holds_the_table() throws IOException {
        if (Boolean.getBoolean("stockrule.rules.write")) {
            try (var out = Files.newOutputStream(FILE);
                    var workbook = workbook()) {
                workbook.write(out);
            }
        }
        try (var file = new XSSFWorkbook(Files.newInputStream(FILE));
                var expected = workbook()) {
            assertThat(cells(file)).isEqualTo(cells(expected));
        }
    }

    private static XSSFWorkbook workbook() {
        var workbook = new XSSFWorkbook();
        var sheet = workbook.createSheet("Caps");
        for (int i = 0; i < TABLE.size(); i++) {
            var row = sheet.createRow(i);
            for (int column = 0; column < TABLE.get(i).size(); column++) {
                fill(row.createCell(column), TABLE.get(i).get(column));
            }
        }
        sheet.addMergedRegion(new CellRangeAddress(OBJECT_TYPES, OBJECT_TYPES, 1, 3));
        return workbook;
    }

    private static void fill(Cell cell, Object value) {
        if (value instanceof Integer number) {
            cell.setCellValue(number);
        } else {
            cell.setCellValue(value.toString());
        }
    }

    private static List<List<String>> cells(XSSFWorkbook workbook) {
        var formatter = new DataFormatter();
        var rows = new ArrayList<List<String>>();
        for (var row : workbook.getSheetAt(0)) {
            var cells = new ArrayList<String>();
            row.forEach(cell -> cells.add(formatter.formatCellValue(cell)));
            rows.add(cells);
        }
        return rows;
    }
}
