package io.stockrule.rules.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// Refuses workbooks that hold more than texts and numbers. A rule must say what stands in its cells and nothing that
/// is computed or fetched when it is read.
final class WorkbookCheck {
    private WorkbookCheck() {}

    /// @return what is wrong, with sheet and cell where it has one
    static Optional<String> check(byte[] workbook) {
        return WorkbookArchive.check(workbook).or(() -> checkCells(workbook));
    }

    private static Optional<String> checkCells(byte[] workbook) {
        try (var opened = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            return sheets(opened)
                    .flatMap(sheet -> Stream.concat(formulas(sheet), links(sheet)))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.of("is no XLSX workbook: " + e.getMessage());
        }
    }

    private static Stream<Sheet> sheets(Workbook workbook) {
        return StreamSupport.stream(workbook.spliterator(), false);
    }

    private static Stream<String> formulas(Sheet sheet) {
        return StreamSupport.stream(sheet.spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .filter(cell -> cell.getCellType() == CellType.FORMULA)
                .map(cell -> at(sheet, cell) + " is a formula; put its value there");
    }

    private static Stream<String> links(Sheet sheet) {
        return sheet.getHyperlinkList().stream()
                .filter(link -> link.getType() != HyperlinkType.DOCUMENT)
                .map(link -> "sheet \"" + sheet.getSheetName() + "\", cell " + cellOf(link) + " links to the outside");
    }

    private static String at(Sheet sheet, Cell cell) {
        return "sheet \"" + sheet.getSheetName() + "\", cell "
                + cell.getAddress().formatAsString();
    }

    private static String cellOf(Hyperlink link) {
        return new org.apache.poi.ss.util.CellAddress(link.getFirstRow(), link.getFirstColumn()).formatAsString();
    }
}
