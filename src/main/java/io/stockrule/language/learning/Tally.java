package io.stockrule.language.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts values, to tell the common ones.
final class Tally {
    private final Map<Long, Long> counts = new HashMap<>();

    void add(long value, long times) {
        counts.merge(value, times, Long::sum);
    }

    long of(long value) {
        return counts.getOrDefault(value, 0L);
    }

    long all() {
        return counts.values().stream().mapToLong(it -> it).sum();
    }

    /// How often the most common value came.
    long largest() {
        return counts.values().stream().mapToLong(it -> it).max().orElse(0);
    }

    /// The most common first; of those that are equally common the smaller.
    List<Long> most(int limit) {
        var values = new ArrayList<>(counts.keySet());
        values.sort(Comparator.comparing((Long value) -> -of(value)).thenComparing(value -> value));
        return List.copyOf(values.subList(0, Math.min(limit, values.size())));
    }
}
