package io.stockrule.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;

/// The rule bases in use. All profiles share those of the rule files; each distinct list of exceptions has a small one
/// of its own, as many as fit.
///
/// Keeping the exceptions apart from the rule files makes their bases an eighth of the size: a base costs about 4 KB a
/// rule.
final class RuleBases {
    /// What a base costs besides its exceptions, in exceptions.
    private static final int WEIGHT_OF_A_BASE = 4;

    private static final Set<Step> FIRST_STEPS = EnumSet.complementOf(EnumSet.of(Step.EXCEPTIONS, Step.GUARD));

    private final Model guard;
    private final List<RuleBase> withoutExceptions;
    private final RuleBase firstSteps;
    private final Cache<List<ExceptionKey>, List<RuleBase>> withExceptions;

    /// @param mostExceptions that are kept ready, over all bases
    RuleBases(Collection<Model> ruleFiles, int mostExceptions) {
        this.guard = part(ruleFiles, EnumSet.of(Step.GUARD));
        var first = part(ruleFiles, FIRST_STEPS);
        this.firstSteps = RuleBase.of(List.of(first), FIRST_STEPS);
        this.withoutExceptions =
                List.of(RuleBase.of(List.of(first, guard), EnumSet.complementOf(EnumSet.of(Step.EXCEPTIONS))));
        this.withExceptions = Caffeine.newBuilder()
                .maximumWeight(mostExceptions)
                .weigher((List<ExceptionKey> exceptions, List<RuleBase> _) -> WEIGHT_OF_A_BASE + exceptions.size())
                .recordStats()
                .build();
    }

    /// The bases that a listing goes through, one after the other. Takes a millisecond when one has to be built; only
    /// who wants the same one waits for it.
    List<RuleBase> forExceptions(List<ExceptionKey> exceptions) {
        return exceptions.isEmpty() ? withoutExceptions : withExceptions.get(exceptions, this::build);
    }

    /// The bases with exceptions, to be watched.
    Cache<List<ExceptionKey>, List<RuleBase>> cache() {
        return withExceptions;
    }

    private List<RuleBase> build(List<ExceptionKey> exceptions) {
        var own = RuleBase.of(List.of(ExceptionRules.of(exceptions), guard), EnumSet.of(Step.EXCEPTIONS, Step.GUARD));
        return List.of(firstSteps, own);
    }

    /// The rules of some steps.
    private static Model part(Collection<Model> ruleFiles, Set<Step> steps) {
        var part = new ModelImpl();
        ruleFiles.stream()
                .flatMap(model -> model.getRules().stream())
                .filter(rule -> Step.of(rule.getAttribute(Rule.Attribute.RULEFLOW_GROUP))
                        .filter(steps::contains)
                        .isPresent())
                .forEach(part::addRule);
        return part;
    }
}
