package io.stockrule.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockrule.rules.Rules;
import io.stockrule.rules.ScenarioResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bin/stockrule check rules`: runs the scenarios beside the rule files.
@Command(
        name = "rules",
        description = "Checks the rule files and runs the scenarios beside them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every scenario comes out as expected",
            "1:a scenario fails, there is none, or a rule file cannot be used",
            "2:wrong usage"
        })
final class CheckRulesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Mixin
    private RuleFolder folder = new RuleFolder();

    @Override
    public Integer call() {
        return folder.load(out()::println).map(this::run).orElse(ExitCode.REJECTED);
    }

    private int run(Rules rules) {
        var results = rules.runScenarios();
        results.stream()
                .collect(groupingBy(CheckRulesCommand::fileOf, TreeMap::new, toList()))
                .forEach(this::report);
        long passed = passed(results);
        reportIncluded(rules, results);
        out().printf("%d of %d scenarios passed%n", passed, results.size());
        return passed == results.size() && passed > 0 && rules.problems().isEmpty() ? ExitCode.FINE : ExitCode.REJECTED;
    }

    private void report(String file, List<ScenarioResult> results) {
        out().printf("%s: %d of %d passed%n", file, passed(results), results.size());
        results.forEach(result -> result.failure()
                .ifPresent(failure -> out().printf(
                                "  %s: %s%n    %s%n",
                                result.place(), oneLine(result.name()), failure.replace("\n", "\n    "))));
    }

    private void reportIncluded(Rules rules, List<ScenarioResult> results) {
        rules.includable().stream()
                .sorted()
                .map(name -> folder.path()
                        .resolve("included")
                        .resolve(name + ".scenarios.csv")
                        .toString())
                .filter(file ->
                        results.stream().noneMatch(result -> fileOf(result).equals(file)))
                .forEach(file -> out().printf("%s: no scenarios%n", file));
        if (!rules.problems().isEmpty()) {
            out().println("not usable:");
            rules.problems().forEach(problem -> out().printf("  %s%n", problem.replace("\n", "\n  ")));
        }
    }

    private static long passed(List<ScenarioResult> results) {
        return results.stream().filter(result -> result.failure().isEmpty()).count();
    }

    /// `rules/06-quantity-modes.csv:3` without its line, which a file that cannot be read does not have.
    private static String fileOf(ScenarioResult result) {
        return result.place().replaceFirst(":[0-9]+$", "");
    }

    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
