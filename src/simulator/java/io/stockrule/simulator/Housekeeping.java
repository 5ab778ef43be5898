package io.stockrule.simulator;

import java.util.List;

/// Forgets the oldest of what only ever grows, so that a demo can run for weeks.
final class Housekeeping {
    private static final int KEPT_OF_EACH = 200_000;
    /// About once a minute; more seldom while nothing is written.
    private static final int TICKS_BETWEEN = 6_000;

    private static final List<String> OF_THE_PAST = List.of(
            "event where true",
            "submission where (status is not 'ACCEPTED' or settled is not null)",
            "webhook where state <> 'WAITING'",
            "feed where ended is not null");

    private final Store store;
    private int ticks;

    Housekeeping(Store store) {
        this.store = store;
    }

    void tick() {
        ticks++;
        if (ticks % TICKS_BETWEEN == 0) {
            forget(KEPT_OF_EACH);
        }
    }

    /// @param kept how many of the newest of each stay; what is still under way always does
    void forget(int kept) {
        OF_THE_PAST.forEach(past -> {
            var table = past.substring(0, past.indexOf(' '));
            store.use(h ->
                    h.execute("delete from %s and id <= (select max(id) from %s) - ?".formatted(past, table), kept));
        });
    }
}
