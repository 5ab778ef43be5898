package io.stockrule.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import org.drools.model.Model;

/// The rule bases in use: one shared by all profiles without exceptions, and one for each distinct list of exceptions,
/// as many as fit.
final class RuleBases {
    private final Collection<Model> ruleFiles;
    private final int firingsPerCandidate;
    private final RuleBase withoutExceptions;
    private final Cache<List<ExceptionKey>, RuleBase> withExceptions;

    RuleBases(Collection<Model> ruleFiles, int firingsPerCandidate, int capacity) {
        this.ruleFiles = ruleFiles;
        this.firingsPerCandidate = firingsPerCandidate;
        this.withoutExceptions = build(List.of());
        this.withExceptions =
                Caffeine.newBuilder().maximumSize(capacity).recordStats().build();
    }

    /// Takes milliseconds when the base has to be built; only who wants the same one waits for it.
    RuleBase forExceptions(List<ExceptionKey> exceptions) {
        return exceptions.isEmpty() ? withoutExceptions : withExceptions.get(exceptions, this::build);
    }

    /// The bases with exceptions, to be watched.
    Cache<List<ExceptionKey>, RuleBase> cache() {
        return withExceptions;
    }

    private RuleBase build(List<ExceptionKey> exceptions) {
        return RuleBase.of(ruleFiles, exceptions, firingsPerCandidate);
    }
}
