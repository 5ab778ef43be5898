package io.stockrule.rules.file;

import io.stockrule.rules.file.TableSheet.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;

/// Reads the cells of a workbook by what they hold, not by how they are shown: 8 that is shown as 8.00 is 8.
final class WorkbookSheet {
    /// A spreadsheet keeps no more of a number.
    private static final int MOST_DIGITS = 15;

    private final Sheet sheet;
    private final List<String> problems = new ArrayList<>();

    private WorkbookSheet(Sheet sheet) {
        this.sheet = sheet;
    }

    static TableSheet read(Sheet sheet) {
        return new WorkbookSheet(sheet).read();
    }

    private TableSheet read() {
        var rows = new ArrayList<Row>();
        for (var row : sheet) {
            var cells = new ArrayList<String>();
            for (var cell : row) {
                cells.addAll(Collections.nCopies(Math.max(0, cell.getColumnIndex() - cells.size()), ""));
                cells.add(text(cell).strip());
            }
            rows.add(new Row(row.getRowNum() + 1, cells));
        }
        return TableSheet.of(rows, problems);
    }

    private String text(Cell cell) {
        return switch (cell.getCellType()) {
            case STRING -> cell.getStringCellValue();
            case NUMERIC -> number(cell);
            case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
            case BLANK -> "";
            case FORMULA, ERROR, _NONE -> {
                problem(cell, "holds no text and no number");
                yield "";
            }
        };
    }

    private String number(Cell cell) {
        var number = BigDecimal.valueOf(cell.getNumericCellValue()).stripTrailingZeros();
        if (DateUtil.isCellDateFormatted(cell)) {
            problem(cell, "is a date or a time; write it as a number: the 24th of December as 1224, 18:30 as 1830");
        } else if (number.precision() > MOST_DIGITS) {
            problem(cell, "has more digits than a spreadsheet keeps; write it as a text");
        }
        return number.toPlainString();
    }

    private void problem(Cell cell, String message) {
        problems.add("cell " + cell.getAddress().formatAsString() + " " + message);
    }
}
