package io.stockrule.rules.file;

import io.stockrule.rules.InvalidRuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All files of a rules folder that mean something, at one moment.
///
/// @param steps the files of the steps, `*.drl`
/// @param scenarios of the steps, `*.csv`
/// @param included files for profiles to include, by name; several of one name are a mistake
/// @param includedScenarios of those, by the same name: `NAME.scenarios.csv`
public record FolderContent(
        Path folder,
        List<RuleFile> steps,
        List<RuleFile> scenarios,
        SortedMap<String, List<RuleFile>> included,
        SortedMap<String, RuleFile> includedScenarios) {
    private static final String INCLUDED = "included";
    private static final String SCENARIOS = ".scenarios.csv";

    /// @throws InvalidRuleFiles when the folder cannot be read
    public static FolderContent read(Path folder) {
        try {
            var content = new FolderContent(
                    folder,
                    files(folder, name -> name.endsWith(".drl")),
                    files(folder, name -> name.endsWith(".csv")),
                    new TreeMap<>(),
                    new TreeMap<>());
            content.readIncluded(folder.resolve(INCLUDED));
            return content;
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidRuleFiles(List.of("cannot read the rules folder " + folder.toAbsolutePath() + ": " + e));
        }
    }

    private void readIncluded(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (var file : files(folder, name -> endingOf(name).isPresent())) {
            included.computeIfAbsent(nameOf(file, endingOf(file.nameWithout("")).orElseThrow()), _ -> new ArrayList<>())
                    .add(file);
        }
        files(folder, name -> name.endsWith(SCENARIOS))
                .forEach(file -> includedScenarios.put(nameOf(file, SCENARIOS), file));
    }

    /// Where the scenarios of each file of the steps and of some included files have to be.
    ///
    /// @param names of the included files
    public List<Path> scenarioFiles(Set<String> names) {
        return Stream.concat(
                        scenarioFilesOfSteps().stream(), names.stream().sorted().map(this::scenarioFileOf))
                .toList();
    }

    /// Where the scenarios of each file of the steps have to be.
    public List<Path> scenarioFilesOfSteps() {
        return steps.stream()
                .map(file -> folder.resolve(file.nameWithout(".drl") + ".csv"))
                .toList();
    }

    /// Where the scenarios of an included file have to be.
    public Path scenarioFileOf(String name) {
        return folder.resolve(INCLUDED).resolve(name + SCENARIOS);
    }

    /// The ending of an included file's name, which says what it is.
    static Optional<String> endingOf(String fileName) {
        return fileName.endsWith(SCENARIOS)
                ? Optional.empty()
                : Stream.of(".drl", ".csv", ".xlsx").filter(fileName::endsWith).findFirst();
    }

    /// As profiles write it: their text is normalised, and some file systems keep accents apart.
    private static String nameOf(RuleFile file, String ending) {
        return Normalizer.normalize(file.nameWithout(ending), Normalizer.Form.NFC);
    }

    /// Without those that programs keep beside a file while it is open: `~$caps.xlsx`, `.~lock.caps.xlsx#`.
    private static List<RuleFile> files(Path folder, Predicate<String> wanted) throws IOException {
        var found = new ArrayList<RuleFile>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var name = String.valueOf(file.getFileName());
                if (wanted.test(name) && !name.startsWith("~$") && !name.startsWith(".")) {
                    found.add(RuleFile.read(file));
                }
            }
        }
        return found;
    }
}
