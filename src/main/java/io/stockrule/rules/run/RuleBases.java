package io.stockrule.rules.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.rules.Step;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;

/// The rule bases of the steps. All profiles share those of the rule files; each distinct list of exceptions has a
/// small one of its own, as many as fit.
///
/// Keeping the exceptions apart from the rule files makes their bases an eighth of the size: a base costs about 4 KB a
/// rule.
public final class RuleBases {
    /// What a base costs besides its exceptions, in exceptions.
    private static final int WEIGHT_OF_A_BASE = 4;

    private static final Set<Step> FIRST_STEPS = EnumSet.complementOf(EnumSet.of(Step.EXCEPTIONS, Step.GUARD));

    private final Model guard;
    private final List<RuleBase> withoutExceptions;
    private final RuleBase firstSteps;
    private final RuleBase onlyGuard;
    private final Cache<Key, Ways> withExceptions;

    public RuleBases(Collection<Model> ruleFiles, int mostExceptions) {
        this(ruleFiles, cacheOf(mostExceptions));
    }

    /// @param cache may hold bases of other rule files, too
    public RuleBases(Collection<Model> ruleFiles, Cache<Key, Ways> cache) {
        this.guard = part(ruleFiles, EnumSet.of(Step.GUARD));
        var first = part(ruleFiles, FIRST_STEPS);
        this.firstSteps = RuleBase.of(List.of(first), FIRST_STEPS);
        this.onlyGuard = RuleBase.of(List.of(guard), EnumSet.of(Step.GUARD));
        this.withoutExceptions =
                List.of(RuleBase.of(List.of(first, guard), EnumSet.complementOf(EnumSet.of(Step.EXCEPTIONS))));
        this.withExceptions = cache;
    }

    /// @param mostExceptions that are kept ready, over all bases
    public static Cache<Key, Ways> cacheOf(int mostExceptions) {
        return Caffeine.newBuilder()
                .maximumWeight(mostExceptions)
                .weigher(
                        (Key key, Ways _) -> WEIGHT_OF_A_BASE + key.exceptions().size())
                .recordStats()
                .build();
    }

    /// Exceptions and the rule files whose guard comes after them.
    public record Key(RuleBases ofFiles, List<ExceptionKey> exceptions) {}

    /// Both ways through the same rules.
    ///
    /// @param toTheEnd for profiles that include no file
    /// @param upToExceptions where included files come before the guard
    public record Ways(List<RuleBase> toTheEnd, List<RuleBase> upToExceptions) {}

    /// The bases that a listing goes through, one after the other. Takes a millisecond when one has to be built; only
    /// who wants the same one waits for it.
    List<RuleBase> forExceptions(List<ExceptionKey> exceptions) {
        return exceptions.isEmpty() ? withoutExceptions : ways(exceptions).toTheEnd();
    }

    /// The same with included files, which run before the guard.
    List<RuleBase> forExceptions(List<ExceptionKey> exceptions, List<RuleBase> included) {
        if (included.isEmpty()) {
            return forExceptions(exceptions);
        }
        var first =
                exceptions.isEmpty() ? List.of(firstSteps) : ways(exceptions).upToExceptions();
        return Stream.of(first, included, List.of(onlyGuard))
                .flatMap(List::stream)
                .toList();
    }

    /// The bases with exceptions, to be watched.
    Cache<Key, Ways> cache() {
        return withExceptions;
    }

    /// Forgets the bases of rule files that are no longer in force.
    public void forgetOthers() {
        withExceptions.asMap().keySet().removeIf(key -> key.ofFiles() != this);
    }

    private Ways ways(List<ExceptionKey> exceptions) {
        return withExceptions.get(new Key(this, exceptions), _ -> build(exceptions));
    }

    private Ways build(List<ExceptionKey> exceptions) {
        var own = RuleBase.of(List.of(ExceptionRules.of(exceptions), guard), EnumSet.of(Step.EXCEPTIONS, Step.GUARD));
        return new Ways(List.of(firstSteps, own), List.of(firstSteps, own.without(Step.GUARD)));
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
