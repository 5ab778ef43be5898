package io.stockrule.rules;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Runs the scenarios beside the rule files: facts and a profile, and the decision that an analyst expects of them.
public final class Scenarios {
    private static final Set<String> COLUMNS =
            Set.of("case", "profile", "levels", "pack", "date", "decision", "quantity", "reason");

    private Scenarios() {}

    /// Runs every scenario file (`*.csv`) of a folder against the rules. A row that cannot be read fails; none throws.
    public static List<ScenarioResult> run(Path folder, Rules rules) {
        var results = new ArrayList<ScenarioResult>();
        for (var file : files(folder)) {
            results.addAll(runFile(file, rules));
        }
        return results;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ScenarioResult> runFile(Path file, Rules rules) {
        try {
            // A spreadsheet may put a byte order mark first, and in some countries separates by semicolons.
            var text = Files.readString(file).replaceFirst("^\uFEFF", "");
            try (var rows = format(text).parse(new StringReader(text))) {
                if (!Set.copyOf(rows.getHeaderNames()).equals(COLUMNS)) {
                    return List.of(failed(file + ":1", "header", "the columns must be " + COLUMNS));
                }
                return rows.stream()
                        .map(row -> runRow(file + ":" + line(rows.getCurrentLineNumber(), row), row, rules))
                        .toList();
            }
        } catch (IOException | UncheckedIOException e) {
            return List.of(failed(file.toString(), "file", "cannot be read: " + e));
        }
    }

    private static CSVFormat format(String text) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(text.startsWith("case;") ? ';' : ',')
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setCommentMarker('#')
                .get();
    }

    /// The parser knows where a row ends; a cell may span lines.
    private static long line(long end, CSVRecord row) {
        return end
                - row.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == '\n')
                        .count();
    }

    private static ScenarioResult runRow(String place, CSVRecord row, Rules rules) {
        try {
            var scenario = Scenario.read(row);
            var decision = rules.decide(List.of(scenario.question())).getFirst();
            return new ScenarioResult(place, scenario.name(), scenario.failure(decision));
        } catch (IllegalArgumentException e) {
            return failed(place, row.get(0), String.valueOf(e.getMessage()));
        }
    }

    private static ScenarioResult failed(String place, String name, String why) {
        return new ScenarioResult(place, name, Optional.of(why));
    }
}
