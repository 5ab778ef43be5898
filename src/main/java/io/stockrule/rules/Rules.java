package io.stockrule.rules;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.quarkus.runtime.Startup;
import io.stockrule.rules.file.CompiledFolder;
import io.stockrule.rules.file.FolderContent;
import io.stockrule.rules.run.RuleBases;
import io.stockrule.rules.scenario.MissingScenarios;
import io.stockrule.rules.scenario.Scenarios;
import io.stockrule.stock.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Decides listings with the rule files in force. Safe for many threads, also while other files take over: a call to
/// decide is answered by one set of rules.
@ApplicationScoped
@Startup
public class Rules {
    private static final int CACHED_EXCEPTIONS = 25_000;
    private static final int FIRINGS_PER_LISTING = 100;

    private final RuleLoader loader;
    private final int firingsPerListing;
    private volatile LoadedRules loaded;

    @Inject
    Rules(RulesConfig config, MeterRegistry meters) {
        var cache = RuleBases.cacheOf(config.cachedExceptions());
        this.firingsPerListing = config.firingsPerListing();
        this.loader = new RuleLoader(firingsPerListing, cache);
        var compiled = RulesAtStart.take(config.folder()).orElseGet(() -> CompiledFolder.of(config.folder()));
        this.loaded = loader.load(compiled);
        meters.timer("stockrule.rules.load").record(compiled.took());
        CaffeineCacheMetrics.monitor(meters, cache, "rule-bases");
    }

    private Rules(CompiledFolder folder, int firingsPerListing) {
        this.firingsPerListing = firingsPerListing;
        this.loader = new RuleLoader(firingsPerListing, RuleBases.cacheOf(CACHED_EXCEPTIONS));
        this.loaded = loader.load(folder);
    }

    /// Reads and compiles the rule files of a folder, for a command or a test. Included files with a mistake are told
    /// by [#problems].
    ///
    /// @throws InvalidRuleFiles when the folder or a file of the steps cannot be used
    public static Rules load(Path folder) {
        return load(folder, _ -> {});
    }

    /// The same, which takes long for tables of thousands of rows.
    ///
    /// @param hears which file comes next
    public static Rules load(Path folder, Consumer<String> hears) {
        return of(CompiledFolder.of(folder, hears), FIRINGS_PER_LISTING);
    }

    static Rules of(CompiledFolder folder, int firingsPerListing) {
        return new Rules(folder, firingsPerListing);
    }

    /// Names of the rule files of a folder that profiles can include, without a look into them.
    ///
    /// @throws InvalidRuleFiles when the folder cannot be read
    public static Set<String> includable(Path folder) {
        return FolderContent.read(folder).included().keySet();
    }

    /// Names of the rule files that profiles can include.
    public Set<String> includable() {
        return loaded.inForce().included().keySet();
    }

    /// Why some files of the folder are not in force, a mistake each.
    public List<String> problems() {
        return loaded.problems();
    }

    /// The rules as they are now, for who has to know by which ones it decided.
    public CurrentRules current() {
        return new CurrentRules(loaded, firingsPerListing);
    }

    /// Decides every question with its trace; the answers come in the order of the questions.
    public List<Decision> decide(List<Question> questions) {
        return loaded.inForce().decide(questions, firingsPerListing, true);
    }

    /// The same decisions with empty traces, several times as fast.
    public List<Decision> decideWithoutTrace(List<Question> questions) {
        return loaded.inForce().decide(questions, firingsPerListing, false);
    }

    /// Runs the scenarios of all files that can be used; those of others are told by [#problems].
    ///
    /// @param hears of each result as it comes
    public List<ScenarioResult> runScenarios(Consumer<ScenarioResult> hears) {
        return new Scenarios(this::decide).run(seen(), usable(), hears);
    }

    /// What is said of the files that can be used and have no scenarios.
    ///
    /// @param results of all that there are
    public List<String> missingScenarios(List<ScenarioResult> results) {
        return MissingScenarios.among(seen().scenarioFiles(usable()), results);
    }

    private Set<String> usable() {
        return loaded.inForce().usable();
    }

    RulesInUse inUse() {
        return loaded.inUse();
    }

    /// The folder as the rules in force know it.
    FolderContent seen() {
        return loaded.seen();
    }

    /// Runs the scenarios of the files that were loaded at the start, which has no time for them.
    RulesChanged tryScenarios() {
        var before = loaded;
        loaded = loader.tried(before);
        return loaded.changedSince(before);
    }

    /// Lets the files of a changed folder take over, as far as they can.
    RulesChanged takeOver(FolderContent content) {
        var before = loaded;
        var now = loader.reload(content, before);
        loaded = now;
        return now.changedSince(before);
    }
}
