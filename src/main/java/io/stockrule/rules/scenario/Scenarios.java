package io.stockrule.rules.scenario;

import io.stockrule.language.Suggestion;
import io.stockrule.rules.InvalidRuleFiles;
import io.stockrule.rules.Question;
import io.stockrule.rules.ScenarioResult;
import io.stockrule.rules.file.FolderContent;
import io.stockrule.rules.file.RuleFile;
import io.stockrule.stock.Decision;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Runs the scenarios beside the rule files: facts and a profile, and the decision that an analyst expects of them.
public final class Scenarios {
    private static final Set<String> COLUMNS =
            Set.of("case", "profile", "levels", "pack", "date", "decision", "quantity", "reason");

    private final Function<List<Question>, List<Decision>> rules;

    /// @param rules that decide, and tell how
    public Scenarios(Function<List<Question>, List<Decision>> rules) {
        this.rules = rules;
    }

    /// Runs the scenario files of a folder, but for those of included files that cannot be used: their fault is told
    /// elsewhere, and once.
    ///
    /// @param usable names of the included files that can be used
    /// @param hears of each result as it comes
    public List<ScenarioResult> run(FolderContent content, Set<String> usable, Consumer<ScenarioResult> hears) {
        var included = content.includedScenarios().entrySet().stream()
                .filter(file -> usable.contains(file.getKey()))
                .map(Map.Entry::getValue);
        return Stream.concat(content.scenarios().stream(), included)
                .flatMap(file -> run(file).stream().peek(hears))
                .toList();
    }

    /// A row that cannot be read fails; none throws.
    public List<ScenarioResult> run(RuleFile file) {
        try {
            var text = file.text();
            try (var rows = format(text).parse(new StringReader(text))) {
                var problem = problemOf(Set.copyOf(rows.getHeaderNames()));
                return problem.isPresent()
                        ? List.of(failed(file + ":1", "header", problem.get()))
                        : rows.stream()
                                .map(row -> runRow(file + ":" + line(rows.getCurrentLineNumber(), row), row))
                                .toList();
            }
        } catch (IOException | UncheckedIOException | InvalidRuleFiles e) {
            return List.of(failed(file.toString(), "file", "cannot be read: " + e.getMessage()));
        }
    }

    private static Optional<String> problemOf(Set<String> header) {
        var known = new TreeSet<>(COLUMNS);
        known.addAll(ScenarioFacts.OPTIONAL_COLUMNS);
        var missing = COLUMNS.stream()
                .filter(column -> !header.contains(column))
                .sorted()
                .map(column -> "the column \"" + column + "\" is missing");
        var others = new TreeSet<>(header)
                .stream().filter(column -> !known.contains(column)).map(column -> unknown(column, known));
        var problems = Stream.concat(others, missing).toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static String unknown(String column, Set<String> known) {
        return "unknown column \"" + column + "\", "
                + Suggestion.closest(column, known)
                        .map("did you mean \"%s\"?"::formatted)
                        .orElse("known are " + String.join(", ", known));
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

    private ScenarioResult runRow(String place, CSVRecord row) {
        try {
            var scenario = Scenario.read(row);
            var decision = rules.apply(List.of(scenario.question())).getFirst();
            return new ScenarioResult(place, scenario.name(), scenario.failure(decision));
        } catch (IllegalArgumentException e) {
            return failed(place, row.get(0), String.valueOf(e.getMessage()));
        }
    }

    private static ScenarioResult failed(String place, String name, String why) {
        return new ScenarioResult(place, name, Optional.of(why));
    }
}
