package io.stockrule.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;
import org.jspecify.annotations.Nullable;

/// The rule bases in use, one for each distinct list of exceptions; the one unused for longest makes room.
final class RuleBases {
    private final Collection<Model> ruleFiles;
    private final int firingsPerCandidate;
    private final RuleBase withoutExceptions;
    private final Map<List<ExceptionKey>, RuleBase> withExceptions;

    RuleBases(Collection<Model> ruleFiles, int firingsPerCandidate, int capacity) {
        this.ruleFiles = ruleFiles;
        this.firingsPerCandidate = firingsPerCandidate;
        this.withoutExceptions = RuleBase.of(ruleFiles, List.of(), firingsPerCandidate);
        this.withExceptions = new LeastRecentlyUsed<>(capacity);
    }

    RuleBase forExceptions(List<ExceptionKey> exceptions) {
        if (exceptions.isEmpty()) {
            return withoutExceptions;
        }
        var cached = cached(exceptions);
        return cached != null ? cached : build(exceptions);
    }

    private @Nullable RuleBase cached(List<ExceptionKey> exceptions) {
        synchronized (withExceptions) {
            return withExceptions.get(exceptions);
        }
    }

    /// Takes milliseconds, so other threads are not kept waiting; two that build the same base both get the first.
    private RuleBase build(List<ExceptionKey> exceptions) {
        var built = RuleBase.of(ruleFiles, exceptions, firingsPerCandidate);
        synchronized (withExceptions) {
            var earlier = withExceptions.putIfAbsent(exceptions, built);
            return earlier != null ? earlier : built;
        }
    }

    private static final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int capacity;

        LeastRecentlyUsed(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
        }
    }
}
