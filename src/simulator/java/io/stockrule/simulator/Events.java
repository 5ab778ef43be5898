package io.stockrule.simulator;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Everything that happened, in order, for those who watch: the demo's lines and the tests' proofs.
public final class Events {
    private static final int MOST_AT_ONCE = 1_000;

    private final Store store;
    private final InstantSource clock;

    Events(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// What can happen. The members of an event's `data` are listed in the package's description.
    public enum Kind {
        STOCK_CHANGED,
        LEVEL_CONNECTED,
        LEVEL_DISCONNECTED,
        WEBHOOK_ACKNOWLEDGED,
        WEBHOOK_GIVEN_UP,
        QUANTITY_EFFECTIVE,
        QUANTITY_VANISHED,
        QUANTITY_REJECTED,
        FBA_STRANDED,
        ORDER_PLACED
    }

    record Event(
            long id, Instant at, Kind kind, @JsonRawValue String data) {}

    public void add(Kind kind, Map<String, ?> data) {
        store.use(h -> h.createUpdate("insert into event (at, kind, data) values (:at, :kind, :data)")
                .bind("at", clock.instant().toEpochMilli())
                .bind("kind", kind.name())
                .bind("data", SimulatorJson.text(data))
                .execute());
    }

    List<Event> after(long id, long limit) {
        return store.with(h -> h.createQuery(
                        "select id, at, kind, data from event where id > :id order by id limit :limit")
                .bind("id", id)
                .bind("limit", Math.min(limit, MOST_AT_ONCE))
                .map((row, _) -> new Event(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("data")))
                .list());
    }

    long last() {
        return store.with(h -> h.createQuery("select coalesce(max(id), 0) from event")
                .mapTo(Long.class)
                .one());
    }
}
