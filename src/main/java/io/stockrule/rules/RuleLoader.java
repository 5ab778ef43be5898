package io.stockrule.rules;

import com.github.benmanes.caffeine.cache.Cache;
import io.stockrule.rules.file.CompiledFolder;
import io.stockrule.rules.file.FolderContent;
import io.stockrule.rules.file.IncludedFiles;
import io.stockrule.rules.file.RuleFiles;
import io.stockrule.rules.run.Included;
import io.stockrule.rules.run.RuleBase;
import io.stockrule.rules.run.RuleBases;
import io.stockrule.rules.run.RulesInForce;
import io.stockrule.rules.scenario.MissingScenarios;
import io.stockrule.rules.scenario.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes rules of a folder. Files with a mistake do not take over from those in force.
///
/// The files of the steps stand or fall together, and each included file by itself. What is new has to compile, and
/// all scenarios have to come out: the fault is with an included file that has changed when its own fail, else with the
/// steps when they have changed. A file without scenarios has failed, too.
final class RuleLoader {
    private final int firingsPerListing;
    private final Cache<RuleBases.Key, RuleBase> cache;

    RuleLoader(int firingsPerListing, Cache<RuleBases.Key, RuleBase> cache) {
        this.firingsPerListing = firingsPerListing;
        this.cache = cache;
    }

    /// The rules of a folder, none of which has been tried.
    LoadedRules load(CompiledFolder folder) {
        var rules = new RulesInForce(new RuleBases(folder.steps(), cache), folder.included());
        return new LoadedRules(folder.content(), folder.content().steps(), rules, folder.problems());
    }

    /// Runs the scenarios of a folder that was compiled at the start of the service. Included files whose
    /// scenarios fail are no longer used; there is no earlier version of them.
    LoadedRules tried(LoadedRules compiled) {
        var before = new LoadedRules(
                compiled.seen(),
                compiled.stepFiles(),
                new RulesInForce(compiled.inForce().steps(), Map.of()),
                List.of());
        return settle(new Attempt(compiled, before, new LinkedHashSet<>(compiled.problems())));
    }

    /// What a changed folder makes of the rules in force.
    LoadedRules reload(FolderContent content, LoadedRules before) {
        var problems = new ArrayList<String>();
        var steps = before.inForce().steps();
        var stepFiles = before.stepFiles();
        if (!content.steps().equals(stepFiles)) {
            try {
                steps = new RuleBases(RuleFiles.compile(content.folder(), content.steps()), cache);
                stepFiles = content.steps();
            } catch (InvalidRuleFiles e) {
                problems.addAll(e.problems());
            }
        }
        var included = IncludedFiles.all(content, before.inForce().included(), problems);
        var compiled = new LoadedRules(content, stepFiles, new RulesInForce(steps, included), problems);
        return settle(new Attempt(compiled, before, new LinkedHashSet<>(problems)));
    }

    /// @param before what stays in force where the scenarios of `now` fail
    private record Attempt(LoadedRules now, LoadedRules before, Set<String> problems) {}

    /// Takes back what fails, until nothing new does.
    private LoadedRules settle(Attempt attempt) {
        var now = attempt.now();
        var before = attempt.before();
        var included = new TreeMap<>(now.inForce().included());
        boolean stepsFail = false;
        for (var failure : trial(now)) {
            attempt.problems().add(failure.problem());
            var changed = !Objects.equals(
                    now.inForce().included().get(failure.file()),
                    before.inForce().included().get(failure.file()));
            if (changed) {
                included.put(
                        failure.file(),
                        IncludedFiles.lastGood(failure.file(), before.inForce().included()));
            } else {
                stepsFail |= failure.mayBeOfSteps();
            }
        }
        boolean takesBackSteps =
                stepsFail && now.inForce().steps() != before.inForce().steps();
        if (!takesBackSteps && included.equals(now.inForce().included())) {
            return new LoadedRules(now.seen(), now.stepFiles(), now.inForce(), List.copyOf(attempt.problems()));
        }
        var kept = takesBackSteps ? before : now;
        var inForce = new RulesInForce(kept.inForce().steps(), included);
        return settle(new Attempt(
                new LoadedRules(now.seen(), kept.stepFiles(), inForce, List.of()), before, attempt.problems()));
    }

    /// @param file name of the included file whose scenario it is; empty for the steps
    /// @param mayBeOfSteps whether changed steps may be why
    private record Failure(String file, String problem, boolean mayBeOfSteps) {}

    /// Scenarios speak of the files beside them, so those of a file that is not in force are left out.
    private List<Failure> trial(LoadedRules rules) {
        var failures = new ArrayList<Failure>();
        var scenarios = new Scenarios(questions -> rules.inForce().decide(questions, firingsPerListing, true));
        var seen = rules.seen();
        if (rules.stepFiles().equals(seen.steps())) {
            var results = seen.scenarios().stream()
                    .flatMap(file -> scenarios.run(file).stream())
                    .toList();
            failures.addAll(failures("", results));
            MissingScenarios.among(seen.scenarioFilesOfSteps(), results)
                    .forEach(missing -> failures.add(new Failure("", missing, true)));
        }
        rules.inForce().included().forEach((name, included) -> {
            if (included instanceof Included.Ready ready
                    && IncludedFiles.isMadeOf(ready, seen.included().getOrDefault(name, List.of()))) {
                var results = Optional.ofNullable(seen.includedScenarios().get(name)).stream()
                        .flatMap(file -> scenarios.run(file).stream())
                        .toList();
                failures.addAll(failures(name, results));
                MissingScenarios.among(List.of(seen.scenarioFileOf(name)), results)
                        .forEach(missing -> failures.add(new Failure(name, missing, false)));
            }
        });
        return failures;
    }

    private static List<Failure> failures(String file, List<ScenarioResult> results) {
        return results.stream()
                .flatMap(result -> result.failure().stream()
                        .map(why -> new Failure(file, result.place() + ": " + result.name() + ": " + why, true)))
                .toList();
    }
}
