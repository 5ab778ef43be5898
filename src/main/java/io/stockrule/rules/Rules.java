package io.stockrule.rules;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.quarkus.runtime.Startup;
import io.stockrule.language.Profile;
import io.stockrule.stock.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.drools.model.Model;

/// Decides listings with the rule files in force. Safe for many threads.
@ApplicationScoped
@Startup
public class Rules {
    private static final int CACHED_EXCEPTIONS = 25_000;
    private static final int FIRINGS_PER_LISTING = 100;

    private final RuleBases bases;
    private final int firingsPerListing;

    @Inject
    Rules(RulesConfig config, MeterRegistry meters) {
        this(
                Objects.requireNonNull(
                        meters.timer("stockrule.rules.load").record(() -> RuleFiles.compile(config.folder()))),
                config.firingsPerListing(),
                config.cachedExceptions());
        CaffeineCacheMetrics.monitor(meters, bases.cache(), "rule-bases");
    }

    Rules(Collection<Model> ruleFiles, int firingsPerListing, int cachedExceptions) {
        this.bases = new RuleBases(ruleFiles, cachedExceptions);
        this.firingsPerListing = firingsPerListing;
    }

    /// Reads and compiles the rule files of a folder, for a command or a test.
    ///
    /// @throws InvalidRuleFiles when the folder or a file of it cannot be used
    public static Rules load(Path folder) {
        return new Rules(RuleFiles.compile(folder), FIRINGS_PER_LISTING, CACHED_EXCEPTIONS);
    }

    /// Decides every question with its trace; the answers come in the order of the questions.
    public List<Decision> decide(List<Question> questions) {
        return decide(questions, true);
    }

    /// The same decisions with empty traces, several times as fast.
    public List<Decision> decideWithoutTrace(List<Question> questions) {
        return decide(questions, false);
    }

    private List<Decision> decide(List<Question> questions, boolean traced) {
        var prepared = new IdentityHashMap<Profile, Prepared>();
        var candidates = new ArrayList<Candidate>(questions.size());
        var evaluation = new Evaluation(firingsPerListing, traced);
        for (var question : questions) {
            var profile = prepared.computeIfAbsent(question.profile(), this::prepare);
            var candidate = new Candidate(profile.inputs(), question.facts(), traced);
            candidates.add(candidate);
            evaluation.add(candidate, profile.bases());
        }
        evaluation.run();
        return candidates.stream().map(Candidate::decision).toList();
    }

    private record Prepared(ProfileInputs inputs, List<RuleBase> bases) {}

    private Prepared prepare(Profile profile) {
        return new Prepared(ProfileInputs.of(profile), bases.forExceptions(ExceptionKey.of(profile)));
    }
}
