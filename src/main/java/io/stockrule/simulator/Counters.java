package io.stockrule.simulator;

import java.util.Map;
import java.util.TreeMap;

/// How often what was answered, by names such as `amazon SELLER patchListingsItem 429`.
final class Counters {
    private static final String PREFIX = "answered ";

    private final Store store;

    Counters(Store store) {
        this.store = store;
    }

    void count(String who, String operation, String answer) {
        store.use(h -> h.createUpdate("insert into counter (name, n) values (:name, 1)"
                        + " on conflict (name) do update set n = n + 1")
                .bind("name", PREFIX + who + " " + operation + " " + answer)
                .execute());
    }

    Map<String, Long> all() {
        return store.with(h -> h.createQuery("select name, n from counter where name like :prefix")
                .bind("prefix", PREFIX + "%")
                .reduceRows(new TreeMap<String, Long>(), (counts, row) -> {
                    counts.put(
                            row.getColumn("name", String.class).substring(PREFIX.length()),
                            row.getColumn("n", Long.class));
                    return counts;
                }));
    }
}
