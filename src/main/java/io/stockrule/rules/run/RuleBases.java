package io.stockrule.rules.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.rules.Step;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;

/// The rule bases of the steps. All profiles share those of the rule files; each list of exceptions that differs from
/// others in more than numbers has a small one of its own, as many as fit: a base costs about 4 KB a rule.
public final class RuleBases {
    /// What a base costs besides its exceptions, in exceptions.
    private static final int WEIGHT_OF_A_BASE = 4;

    private static final Set<Step> FIRST_STEPS = EnumSet.range(Step.WHAT_COUNTS, Step.STEPS);
    private static final Set<Step> LAST_STEPS = EnumSet.range(Step.OVERRIDES, Step.GUARD);

    private final OwnProfiles ownProfiles = new OwnProfiles();
    private final Plans plans;
    private final Cache<Key, RuleBase> ofExceptions;

    public RuleBases(Collection<Model> ruleFiles, int mostExceptions) {
        this(ruleFiles, cacheOf(mostExceptions));
    }

    /// @param cache of exceptions, which other rule files may share
    public RuleBases(Collection<Model> ruleFiles, Cache<Key, RuleBase> cache) {
        this.plans = new Plans(ofSteps(ruleFiles, FIRST_STEPS), ofSteps(ruleFiles, LAST_STEPS));
        this.ofExceptions = cache;
    }

    /// @param mostExceptions that are kept ready, over all bases
    public static Cache<Key, RuleBase> cacheOf(int mostExceptions) {
        return Caffeine.newBuilder()
                .maximumWeight(mostExceptions)
                .weigher((Key key, RuleBase _) ->
                        WEIGHT_OF_A_BASE + key.exceptions().size())
                .recordStats()
                .build();
    }

    /// What a base is of.
    public record Key(List<ExceptionKey> exceptions) {}

    OwnProfiles ownProfiles() {
        return ownProfiles;
    }

    Plans plans() {
        return plans;
    }

    /// Takes a millisecond when it has to be built; only who wants the same one waits for it.
    RuleBase ofExceptions(List<ExceptionKey> exceptions) {
        return ofExceptions.get(
                new Key(exceptions),
                _ -> RuleBase.of(List.of(ExceptionRules.of(exceptions)), EnumSet.of(Step.EXCEPTIONS)));
    }

    /// The bases of exceptions, to be watched.
    Cache<Key, RuleBase> cache() {
        return ofExceptions;
    }

    private static RuleBase ofSteps(Collection<Model> ruleFiles, Set<Step> steps) {
        var some = new ModelImpl();
        ruleFiles.stream()
                .flatMap(model -> model.getRules().stream())
                .filter(rule -> Step.of(rule.getAttribute(Rule.Attribute.RULEFLOW_GROUP))
                        .filter(steps::contains)
                        .isPresent())
                .forEach(some::addRule);
        return RuleBase.of(List.of(some), steps);
    }
}
