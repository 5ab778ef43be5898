package io.stockrule.stock.ledger;

import static io.stockrule.stock.ledger.LevelTest.read;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.StockChanged;
import io.stockrule.work.OpenChange;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StockLedgerTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    @Inject
    StockLedger ledger;

    @Inject
    Rereads rereads;

    @Inject
    Jdbi database;

    @Inject
    Changes changes;

    long merchant;

    /// Remembers whose stock changed.
    @Singleton
    static class Changes {
        final Collection<ItemKey> items = new ConcurrentLinkedQueue<>();
        final Collection<ItemKey> held = new ConcurrentLinkedQueue<>();

        void note(@Observes StockChanged change) {
            items.addAll(change.items());
            held.addAll(change.held());
        }
    }

    @BeforeEach
    void create() {
        merchant = TestMerchant.create("Candle Shop").id();
        changes.items.clear();
        changes.held.clear();
    }

    @Test
    void reports_of_a_batch_act_one_after_the_other() {
        confirm(1, 1, 5);
        assertThat(ledger.apply(List.of(
                        report(1, 1, 7L, 2),
                        report(1, 1, 6L, 1),
                        report(1, 1, 4L, 2),
                        report(1, 1, 9L, 3),
                        report(1, 1, 9L, 3))))
                .containsExactly(Applied.COUNTS, Applied.OLDER, Applied.DOUBTED, Applied.COUNTS, Applied.KNOWN);
        assertThat(level(1, 1)).isEqualTo("9 CONFIRMED");
    }

    @Test
    void only_items_whose_stock_changed_are_announced() {
        confirm(1, 1, 5);
        confirm(2, 1, 5);
        confirm(3, 1, 5);
        ledger.apply(List.of(report(1, 1, 7L, 2), report(2, 1, 5L, 2), report(3, 1, 4L, -2), report(4, 1, 4L, 1)));
        assertThat(changes.items).containsExactly(item(1));
    }

    @Test
    void what_is_held_is_announced_apart_when_it_alone_is_another_or_is_known_no_more() {
        for (long item = 1; item <= 4; item++) {
            confirm(item, 1, 5);
        }
        ledger.apply(List.of(held(1, 9, 0), held(2, 9, 0), held(3, 9, 0), held(4, 9, 0)));
        assertThat(changes.held).containsExactlyInAnyOrder(item(1), item(2), item(3), item(4));
        changes.held.clear();
        ledger.apply(List.of(
                held(1, 8, 1), // moved alone
                report(2, 1, 5L, 2), // older now than what is available
                report(3, 1, 4L, 2),
                held(4, 9, 3))); // the same, looked at later
        assertThat(changes.held).containsExactlyInAnyOrder(item(1), item(2));
        assertThat(changes.items).containsExactly(item(3));
    }

    @Test
    void a_change_taken_back_in_the_same_batch_is_not_announced() {
        confirm(1, 1, 5);
        ledger.apply(List.of(report(1, 1, 7L, 1), report(1, 1, 5L, 2)));
        assertThat(changes.items).isEmpty();
        assertThat(level(1, 1)).isEqualTo("5 CONFIRMED");
    }

    @Test
    void a_level_of_an_unknown_item_is_kept() {
        assertThat(ledger.apply(List.of(report(9, 9, 3L, 0)))).containsExactly(Applied.WAITS);
        assertThat(level(9, 9)).isEqualTo("3 UNCONFIRMED");
        assertThat(changes.items).isEmpty();
    }

    @Test
    void one_merchants_reports_leave_anothers_levels_alone() {
        confirm(1, 1, 5);
        var stranger = new ItemKey(TestMerchant.create("Yoga Shop").id(), 7, 1);
        ledger.apply(List.of(new LevelReport.Available(stranger, 1, OptionalLong.of(99), T.plusSeconds(9), false)));
        assertThat(level(1, 1)).isEqualTo("5 CONFIRMED");
    }

    @Test
    void an_answer_to_a_lease_that_another_took_over_is_ignored() {
        var claim = new Rereads.Claim(item(1), 1, 1);
        confirm(1, 1, 5);
        fence(1, 2, 1);
        rereads.settle(Map.of(claim, new ItemRead(true, Map.of(1L, read(9, T.plusSeconds(5))))));
        assertThat(level(1, 1)).isEqualTo("5 CONFIRMED");
    }

    @Test
    void a_settled_item_is_no_longer_due() {
        confirm(1, 1, 5);
        fence(1, 1, 1);
        var read = new ItemRead(true, Map.of(1L, read(9, T.plusSeconds(5))));
        rereads.settle(Map.of(new Rereads.Claim(item(1), 1, 1), read));
        assertThat(level(1, 1)).isEqualTo("9 CONFIRMED");
        assertThat(rereads.claim(merchant, 7, 10, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void an_item_is_claimed_by_one_at_a_time() {
        fence(1, 1, 1);
        var lease = Duration.ofMinutes(1);
        assertThat(rereads.claim(merchant, 7, 10, lease)).containsExactly(new Rereads.Claim(item(1), 2, 1));
        assertThat(rereads.claim(merchant, 7, 10, lease)).isEmpty();
    }

    @Test
    void levels_that_wait_for_another_change_are_all_applied() {
        items().forEach(item -> confirm(item, 1, 5));
        try (var changing = change("stock_level", "available = available")) {
            changing.commitWhileWaiting(() -> ledger.apply(items().<LevelReport>mapToObj(item -> report(item, 1, 7L, 2))
                    .toList()));
        }
        assertThat(items().mapToObj(item -> level(item, 1))).containsOnly("7 CONFIRMED");
    }

    @Test
    void answers_that_wait_for_another_change_settle_all_their_items() {
        items().forEach(item -> confirm(item, 1, 5));
        items().forEach(item -> fence(item, 1, 1));
        var read = new ItemRead(true, Map.of(1L, read(9, T.plusSeconds(5))));
        try (var changing = change("stock_level", "available = available")) {
            changing.commitWhileWaiting(() -> rereads.settle(claims().collect(toMap(claim -> claim, _ -> read))));
        }
        assertThat(items().mapToObj(item -> level(item, 1))).containsOnly("9 CONFIRMED");
        assertThat(rereads.claim(merchant, 7, 10, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void items_that_shopify_no_longer_has_anywhere_lose_all_their_levels_after_a_wait() {
        items().forEach(item -> confirm(item, 1, 5));
        items().forEach(item -> fence(item, 1, 1));
        var gone = new ItemRead(true, Map.of());
        try (var changing = change("stock_level", "available = 6")) {
            changing.commitWhileWaiting(() -> rereads.settle(claims().collect(toMap(claim -> claim, _ -> gone))));
        }
        assertThat(items().mapToObj(item -> level(item, 1))).containsOnly("6 UNCONFIRMED");
    }

    @Test
    void claims_given_back_while_their_items_change_are_all_given_back() {
        items().forEach(item -> fence(item, 0, 1));
        assertThat(rereads.claim(merchant, 7, 10, Duration.ofMinutes(1))).hasSize(8);
        try (var changing = change("inventory_item", "reason = 'reported anew'")) {
            changing.commitWhileWaiting(() -> rereads.release(claims().toList()));
        }
        assertThat(rereads.claim(merchant, 7, 10, Duration.ofMinutes(1))).hasSize(8);
    }

    @Test
    void a_claim_that_another_took_over_is_not_given_back() {
        fence(1, 1, 1);
        rereads.claim(merchant, 7, 10, Duration.ofMinutes(1));
        rereads.release(List.of(new Rereads.Claim(item(1), 1, 1)));
        assertThat(rereads.claim(merchant, 7, 10, Duration.ofMinutes(1))).isEmpty();
    }

    @RepeatedTest(3)
    void reports_in_any_order_from_any_number_of_replicas_end_in_the_same_levels() {
        var random = new Random();
        IntStream.range(0, 20).forEach(i -> confirm(i / 4, i % 4, 0));
        var reports = IntStream.range(0, 4_000).mapToObj(_ -> any(random)).toList();
        try (var replicas = Executors.newFixedThreadPool(4)) {
            var batches = new ArrayList<Future<?>>();
            for (int from = 0; from < reports.size(); from += 50) {
                var batch = List.<LevelReport>copyOf(reports.subList(from, from + 50));
                batches.add(replicas.submit(() -> ledger.apply(batch)));
            }
            assertThat(batches).allSatisfy(batch -> assertThat(batch).succeedsWithin(Duration.ofMinutes(1)));
        }
        newest(reports)
                .forEach((key, number) -> assertThat(level(key.item().inventoryItemId(), key.locationId()))
                        .startsWith(number + " "));
    }

    /// The model: the newest wins, among equals the lowest.
    private static Map<LevelKey, Long> newest(List<LevelReport.Available> reports) {
        var times = new HashMap<LevelKey, Instant>();
        reports.forEach(report -> times.merge(LevelKey.of(report), report.updatedAt(), (a, b) -> a.isAfter(b) ? a : b));
        var numbers = new HashMap<LevelKey, Long>();
        reports.stream()
                .filter(report -> report.updatedAt().equals(times.get(LevelKey.of(report))))
                .forEach(report ->
                        numbers.merge(LevelKey.of(report), report.available().orElseThrow(), Math::min));
        return numbers;
    }

    private LevelReport.Available any(Random random) {
        return report(random.nextInt(5), random.nextInt(4), (long) random.nextInt(-50, 50), random.nextInt(1, 300));
    }

    private static LongStream items() {
        return LongStream.rangeClosed(1, 8);
    }

    private Stream<Rereads.Claim> claims() {
        return items().mapToObj(item -> new Rereads.Claim(item(item), 1, 1));
    }

    private OpenChange change(String table, String change) {
        return OpenChange.of("update %s set %s where merchant_id = ?".formatted(table, change), merchant);
    }

    private ItemKey item(long id) {
        return new ItemKey(merchant, 7, id);
    }

    private LevelReport.Available report(long item, long location, @Nullable Long number, int seconds) {
        var available = number == null ? OptionalLong.empty() : OptionalLong.of(number);
        return new LevelReport.Available(item(item), location, available, T.plusSeconds(seconds), false);
    }

    private LevelReport.Held held(long item, int onHand, int seconds) {
        return new LevelReport.Held(item(item), 1, new Holding(onHand, 4, 0, T.plusSeconds(seconds)));
    }

    private void confirm(long item, long location, long available) {
        database.useHandle(handle -> handle.execute(
                "insert into stock_level values (?, 7, ?, ?, ?, ?, 'CONFIRMED')",
                merchant,
                item,
                location,
                available,
                T.atOffset(ZoneOffset.UTC)));
    }

    private void fence(long item, long fence, long revision) {
        database.useHandle(handle -> handle.execute("""
                insert into inventory_item (merchant_id, shop_id, inventory_item_id, revision, fence, due_at)
                values (?, 7, ?, ?, ?, '2020-01-01')
                """, merchant, item, revision, fence));
    }

    private String level(long item, long location) {
        return database.withHandle(handle ->
                handle.select("""
                        select available || ' ' || state from stock_level
                        where merchant_id = ? and shop_id = 7 and inventory_item_id = ? and location_id = ?
                        """, merchant, item, location).mapTo(String.class).one());
    }
}
