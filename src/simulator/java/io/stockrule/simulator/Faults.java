package io.stockrule.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// The faults that stand at the moment. They outlive a restart; only the count towards `every` starts again.
public final class Faults {
    private final Store store;
    private final Map<Long, Fault> standing = new ConcurrentSkipListMap<>();
    private final Map<Long, AtomicLong> seen = new ConcurrentHashMap<>();

    Faults(Store store) {
        this.store = store;
        store.use(h -> h.createQuery("select doc from fault")
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, Fault.class))
                .forEach(fault -> standing.put(fault.id(), fault)));
    }

    Fault add(byte[] given) {
        var id = store.number(1);
        var asked = SimulatorJson.over(Fault.DEFAULTS, given, Fault.class);
        var fault = new Fault(
                id,
                asked.operation(),
                asked.account(),
                asked.sku(),
                asked.kind(),
                asked.moment(),
                Math.max(1, asked.every()),
                asked.times());
        keep(fault);
        return fault;
    }

    List<Fault> all() {
        return List.copyOf(standing.values());
    }

    void clear() {
        standing.clear();
        seen.clear();
        store.use(h -> h.execute("delete from fault"));
    }

    /// The fault that hits this request, if one does.
    public Optional<Fault> hitting(String operation, String account, String sku, Predicate<Fault> which) {
        return store.with(_ -> standing.values().stream()
                .filter(fault -> fault.concerns(operation, account, sku) && which.test(fault))
                .filter(this::isDue)
                .findFirst()
                .map(this::spent));
    }

    private boolean isDue(Fault fault) {
        return seen.computeIfAbsent(fault.id(), _ -> new AtomicLong()).incrementAndGet() % fault.every() == 0;
    }

    private Fault spent(Fault fault) {
        if (fault.times() == 1) {
            standing.remove(fault.id());
            store.use(h -> h.execute("delete from fault where id = ?", fault.id()));
        } else if (fault.times() > 1) {
            keep(fault.onceLess());
        }
        return fault;
    }

    private void keep(Fault fault) {
        standing.put(fault.id(), fault);
        store.use(h -> h.execute(
                "insert or replace into fault (id, doc) values (?, ?)", fault.id(), SimulatorJson.text(fault)));
    }
}
