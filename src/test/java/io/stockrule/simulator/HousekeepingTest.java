package io.stockrule.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final String WEBHOOK = """
            insert into webhook (webhook_id, shop, address, topic, body, event_id, triggered, attempts, due, leased, state)
            values (?, 's', 'a', 't', '{}', 'e', 'now', 0, 0, 0, ?)""";

    @TempDir
    Path data;

    @Test
    void the_newest_stay_and_so_does_what_is_under_way() {
        try (var store = new Store(data)) {
            var events = new Events(store, new TestClock());
            IntStream.range(0, 10).forEach(i -> events.add(Events.Kind.ORDER_PLACED, Map.of("i", i)));
            store.use(h -> List.of("WAITING", "ACKNOWLEDGED", "GIVEN_UP", "ACKNOWLEDGED", "ACKNOWLEDGED")
                    .forEach(state -> h.execute(WEBHOOK, state, state)));

            new Housekeeping(store).forget(3);

            assertThat(events.after(0, 100)).extracting(Events.Event::id).containsExactly(8L, 9L, 10L);
            List<Long> webhooks = store.with(h -> h.createQuery("select id from webhook order by id")
                    .mapTo(Long.class)
                    .list());
            assertThat(webhooks).containsExactly(1L, 3L, 4L, 5L);
        }
    }
}
