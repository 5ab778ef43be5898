package io.stockrule.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.stockrule.rules.Rules;
import io.stockrule.rules.ScenarioResult;
import java.io.PrintWriter;
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

    private final Terminals terminals;

    CheckRulesCommand(Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Integer call() {
        var progress = new Progress(spec.commandLine().getErr(), terminals.err());
        var rules = folder.load(
                problem -> {
                    progress.end();
                    out().println(problem);
                },
                file -> progress.begin("compiling " + file));
        return rules.map(it -> run(it, progress)).orElse(ExitCode.REJECTED);
    }

    private int run(Rules rules, Progress progress) {
        progress.end();
        reportUnusable(rules);
        var done = new AtomicLong();
        var results = rules.runScenarios(_ -> progress.count(done.incrementAndGet(), "scenarios run"));
        progress.end();
        results.stream()
                .collect(groupingBy(ScenarioResult::file, TreeMap::new, toList()))
                .forEach(this::report);
        var missing = rules.missingScenarios(results);
        missing.forEach(out()::println);
        long passed = passed(results);
        out().printf("%d of %d scenarios passed%n", passed, results.size());
        boolean isFine = passed == results.size()
                && missing.isEmpty()
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

    private static long passed(List<ScenarioResult> results) {
        return results.stream().filter(result -> result.failure().isEmpty()).count();
    }

    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
