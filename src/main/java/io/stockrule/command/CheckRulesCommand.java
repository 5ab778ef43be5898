package io.stockrule.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockrule.rules.Rules;
import io.stockrule.rules.ScenarioResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
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
            "1:a scenario fails, a rule file has none, or cannot be used",
            "2:wrong usage"
        })
final class CheckRulesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Mixin
    private RuleFolder folder = new RuleFolder();

    @Override
    public Integer call() {
        var progress = new Progress(spec.commandLine().getErr(), isWatched());
        var rules = folder.load(
                problem -> {
                    progress.end();
                    out().println(problem);
                },
                file -> progress.begin("compiling " + file));
        return rules.map(it -> run(it, progress)).orElse(ExitCode.REJECTED);
    }

    private static boolean isWatched() {
        return System.getProperty("stockrule.terminals", "").contains("err");
    }

    private int run(Rules rules, Progress progress) {
        progress.end();
        reportUnusable(rules);
        var done = new AtomicLong();
        var results = rules.runScenarios(_ -> progress.count(done.incrementAndGet(), "scenarios run"));
        progress.end();
        var byFile = results.stream().collect(groupingBy(CheckRulesCommand::fileOf, TreeMap::new, toList()));
        byFile.forEach(this::report);
        var without = rules.scenarioFiles().stream()
                .map(Path::toString)
                .filter(file -> !byFile.containsKey(file))
                .toList();
        without.forEach(this::reportMissing);
        long passed = passed(results);
        out().printf("%d of %d scenarios passed%n", passed, results.size());
        boolean isFine = passed == results.size()
                && without.isEmpty()
                && rules.problems().isEmpty();
        return isFine ? ExitCode.FINE : ExitCode.REJECTED;
    }

    /// Causes first: what cannot be used has no scenarios that could tell anything.
    private void reportUnusable(Rules rules) {
        if (!rules.problems().isEmpty()) {
            out().println("not usable, and its scenarios are left out:");
            rules.problems().forEach(problem -> out().printf("  %s%n", problem.replace("\n", "\n  ")));
        }
    }

    private void report(String file, List<ScenarioResult> results) {
        out().printf("%s: %d of %d passed%n", file, passed(results), results.size());
        results.forEach(result -> result.failure()
                .ifPresent(failure -> out().printf(
                                "  %s: %s%n    %s%n",
                                result.place(), oneLine(result.name()), failure.replace("\n", "\n    "))));
    }

    private void reportMissing(String file) {
        out().printf(
                        "%s: no scenarios; nobody notices when these rules decide something else. Begin with two lines:%n"
                                + "  case,profile,levels,pack,date,decision,quantity,reason%n"
                                + "  %s%n",
                        file, example(file));
    }

    private static String example(String file) {
        var name = Path.of(file).getFileName().toString();
        return name.endsWith(".scenarios.csv")
                ? "what it is for,\"include rules \"\"%s\"\"\",Berlin 12,,,lists,12,"
                        .formatted(name.replace(".scenarios.csv", ""))
                : "what it is for,quantity product value,Berlin 12,,,lists,12,";
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
