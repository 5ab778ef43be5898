package io.stockrule.rules.file;

import io.stockrule.rules.InvalidRuleFiles;
import io.stockrule.rules.file.TableSheet.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/// Turns decision tables into DRL, a rule a row. What comes out is checked like any other rule file.
final class DecisionTables {
    private static final Pattern WITHOUT_FACT =
            Pattern.compile("(\\bwhen[ \\t]*\\R)([ \\t]*then[ \\t]*\\R\\s*(\\$?\\w+)\\.)");

    private DecisionTables() {}

    /// In some countries spreadsheets separate by semicolons.
    static RuleText ofCsv(RuleFile file) {
        var text = file.text();
        var separator = text.lines().anyMatch(line -> line.startsWith("RuleSet;")) ? ';' : ',';
        try (var records = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get()
                .parse(new StringReader(text))) {
            var rows = new ArrayList<Row>();
            for (var cells : records) {
                rows.add(new Row(
                        (int) cells.getRecordNumber(),
                        cells.stream().map(String::strip).toList()));
            }
            return compile(file, TableSheet.of(rows, List.of()));
        } catch (IOException | UncheckedIOException e) {
            throw file.invalid("is no CSV: " + e.getMessage());
        }
    }

    /// The first sheet; others are for notes.
    static RuleText ofWorkbook(RuleFile file) {
        var bytes = file.bytes();
        WorkbookCheck.check(bytes).ifPresent(problem -> {
            throw file.invalid(problem);
        });
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            return compile(file, WorkbookSheet.read(workbook.getSheetAt(0)));
        } catch (IOException e) {
            throw file.invalid("is no XLSX workbook: " + e.getMessage());
        }
    }

    private static RuleText compile(RuleFile file, TableSheet sheet) {
        var read = TableRows.of(sheet.rows());
        var problems = Stream.concat(sheet.problems().stream(), read.problems().stream())
                .map(problem -> file + ", " + problem)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
        var rows = read.rows().stream().map(Row::number).toList();
        return new RuleText.Table(file.toString(), withFacts(drl(file, read.rows())), rows, read.allOthers());
    }

    /// Drools leaves the fact out of a row without conditions, and a rule has to have one: the one that it acts on.
    private static String withFacts(String drl) {
        return WITHOUT_FACT.matcher(drl).replaceAll("$1\t\t$3 : Listing()\n$2");
    }

    private static String drl(RuleFile file, List<Row> rows) {
        try (InputStream in = new ByteArrayInputStream(csv(rows).getBytes(StandardCharsets.UTF_8))) {
            return new SpreadsheetCompiler().compile(in, InputType.CSV);
        } catch (IOException | RuntimeException e) {
            throw file.invalid("is no decision table: " + e.getMessage());
        }
    }

    private static String csv(List<Row> rows) throws IOException {
        try (var out = new StringWriter();
                var printer = CSVFormat.DEFAULT.print(out)) {
            for (var row : rows) {
                printer.printRecord(row.cells());
            }
            return out.toString();
        }
    }
}
