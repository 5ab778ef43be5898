package io.stockrule.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ZeroWavesTest {
    private static final Logger LOG = Logger.getLogger(ZeroWaves.class.getName());

    @Inject
    Deliveries deliveries;

    @Inject
    Jdbi database;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private TestSeller seller;
    private long list;
    private List<Long> listings;
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    @BeforeEach
    void linkListings() {
        seller = TestSeller.create();
        list = seller.list("Default");
        listings = database.withHandle(handle -> handle.createQuery("""
                        insert into listing (merchant_id, listing_id, selling_list_id, amazon_account_id, shop_id,
                            variant_id, seller_sku, pack_size, created_at)
                        select :merchant, nextval('stockrule_id'), :list, :account, :shop, 100 + n, 'AMZ-' || n, 1, :now
                        from generate_series(1, :many) n
                        returning listing_id
                        """)
                .bind("merchant", seller.merchant().id())
                .bind("list", list)
                .bind("account", seller.account())
                .bind("shop", seller.shop())
                .bind("now", now)
                .bind("many", ZeroWaves.MANY)
                .mapTo(Long.class)
                .list());
        LOG.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(listener);
    }

    @Test
    void many_numbers_that_go_to_zero_together_are_told_with_account_list_and_profile_version() {
        handOver(5);
        handOver(0);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lines)
                        .singleElement()
                        .satisfies(line -> assertThat(line)
                                .contains("20 numbers of " + seller.key() + " went to 0")
                                .contains("Selling List %d ".formatted(list))
                                .contains("version 3 of the profile \"Default\"")));
    }

    @Test
    void a_few_are_no_wave_nor_is_what_has_not_ended_yet() {
        var waves = new ZeroWaves(database, () -> now);
        waves.note(wanted(0).subList(0, ZeroWaves.MANY - 1));
        now = now.plusSeconds(6);
        waves.tellEnded();
        waves.note(wanted(0));
        waves.tellEnded();
        assertThat(lines).isEmpty();
        now = now.plusSeconds(6);
        waves.tellEnded();
        assertThat(lines).hasSize(1);
    }

    private void handOver(int quantity) {
        QuarkusTransaction.requiringNew().run(() -> deliveries.handOver(wanted(quantity)));
    }

    private List<Wanted> wanted(int quantity) {
        return LongStream.range(0, listings.size())
                .mapToObj(n -> new Wanted(
                        seller.target("AMZ-" + (n + 1)),
                        "DE",
                        new Wish.Number(quantity, OptionalInt.empty()),
                        false,
                        "{\"listing\": %d, \"profile\": 1, \"profileVersion\": 3}".formatted(listings.get((int) n)),
                        now))
                .toList();
    }
}
