package io.stockrule.rules.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/// Turns decision tables into DRL, a rule a row. What comes out is checked like any other rule file.
final class DecisionTables {
    private DecisionTables() {}

    /// In some countries spreadsheets separate by semicolons.
    static RuleText ofCsv(RuleFile file) {
        var text = file.text();
        var separator = text.lines().anyMatch(line -> line.startsWith("RuleSet;")) ? ';' : ',';
        try (var rows = CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(separator)
                        .setIgnoreEmptyLines(false)
                        .get()
                        .parse(new StringReader(text));
                var out = new StringWriter();
                var printer = CSVFormat.DEFAULT.print(out)) {
            printer.printRecords(rows);
            return compile(file, out.toString().getBytes(StandardCharsets.UTF_8), InputType.CSV);
        } catch (IOException e) {
            throw file.invalid("is no CSV: " + e.getMessage());
        }
    }

    /// The first sheet; others are for notes.
    static RuleText ofWorkbook(RuleFile file) {
        var bytes = file.bytes();
        WorkbookCheck.check(bytes).ifPresent(problem -> {
            throw file.invalid(problem);
        });
        return compile(file, bytes, InputType.XLS);
    }

    private static RuleText compile(RuleFile file, byte[] table, InputType type) {
        try (InputStream in = new ByteArrayInputStream(table)) {
            return new RuleText.Table(file.toString(), new SpreadsheetCompiler().compile(in, type));
        } catch (IOException | RuntimeException e) {
            throw file.invalid("is no decision table: " + e.getMessage());
        }
    }
}
