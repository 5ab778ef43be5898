package io.stockrule.rules.scenario;

import static java.util.stream.Collectors.toSet;

import io.stockrule.rules.ScenarioResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// Rule files without scenarios: nobody would notice when they decide something else. A file that holds no scenario
/// is as good as none.
public final class MissingScenarios {
    private MissingScenarios() {}

    /// What is said of each of them, and how to begin.
    ///
    /// @param files where scenarios have to be
    /// @param results of those that there are
    public static List<String> among(Collection<Path> files, List<ScenarioResult> results) {
        var there = results.stream().map(ScenarioResult::file).collect(toSet());
        return files.stream()
                .filter(file -> !there.contains(file.toString()))
                .map(MissingScenarios::tell)
                .toList();
    }

    private static String tell(Path file) {
        return """
                %s: no scenarios; nobody notices when these rules decide something else. Begin with two lines:
                  case,profile,levels,pack,date,decision,quantity,reason
                  %s""".formatted(file, example(String.valueOf(file.getFileName())));
    }

    private static String example(String name) {
        return name.endsWith(".scenarios.csv")
                ? "what it is for,\"include rules \"\"%s\"\"\",Berlin 12,,,lists,12,"
                        .formatted(name.replace(".scenarios.csv", ""))
                : "what it is for,quantity product value,Berlin 12,,,lists,12,";
    }
}
