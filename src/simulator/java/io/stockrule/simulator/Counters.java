package io.stockrule.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// How often what was answered, by names such as `amazon SELLER patchListingsItem 429`. Written with each tick rather
/// than with each answer: a SIGKILL may cost those of the last moment.
public final class Counters {
    private static final String PREFIX = "answered ";

    private final Store store;
    private final Map<String, Long> unwritten = new ConcurrentHashMap<>();

    Counters(Store store) {
        this.store = store;
    }

    public void count(String who, String operation, String answer) {
        unwritten.merge(PREFIX + who + " " + operation + " " + answer, 1L, Long::sum);
    }

    void write() {
        var counts = new HashMap<String, Long>();
        unwritten.keySet().forEach(name -> {
            var count = unwritten.remove(name);
            if (count != null) {
                counts.put(name, count);
            }
        });
        counts.forEach((name, count) -> store.use(h -> h.execute(
                "insert into counter (name, n) values (?, ?) on conflict (name) do update set n = n + excluded.n",
                name,
                count)));
    }

    Map<String, Long> all() {
        write();
        var counts = new TreeMap<String, Long>();
        store.use(h -> h.createQuery("select name, n from counter where name like :prefix")
                .bind("prefix", PREFIX + "%")
                .map((row, _) -> Map.entry(row.getString("name").substring(PREFIX.length()), row.getLong("n")))
                .forEach(count -> counts.put(count.getKey(), count.getValue())));
        return counts;
    }
}
