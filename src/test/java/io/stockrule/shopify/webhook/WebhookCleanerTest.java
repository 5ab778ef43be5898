package io.stockrule.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookCleanerTest {
    @Inject
    Jdbi database;

    @Inject
    WebhookCleaner cleaner;

    TestShop shop;

    @BeforeEach
    void create() {
        shop = TestShop.create();
    }

    @Test
    void old_receipts_are_forgotten_and_young_ones_kept() {
        shop.send("products/update", "{}").statusCode(204);
        database.useHandle(handle -> handle.execute("""
                insert into webhook_receipt select ?, ?, sha256(i::text::bytea), '2020-01-01'
                from generate_series(1, 6000) i
                """, shop.merchant().id(), shop.id()));
        clean();
        assertThat(count("webhook_receipt")).isOne();
    }

    @Test
    void what_was_set_aside_is_forgotten_after_a_while_unless_it_came_again() {
        shop.send("inventory_levels/update", "old").statusCode(204);
        shop.send("inventory_levels/update", "again").statusCode(204);
        database.useHandle(handle -> handle.execute("""
                update parked_webhook set received_at = '2020-01-01', last_received_at = '2020-01-01'
                where merchant_id = ?
                """, shop.merchant().id()));
        database.useHandle(handle -> handle.execute("""
                insert into parked_webhook (merchant_id, shop_id, parked_id, topic, delivery_id, body, reason, received_at)
                select ?, ?, i, 'products/update', '', ''::bytea, 'of before', '2020-01-01' from generate_series(1, 6000) i
                """, shop.merchant().id(), shop.id()));
        shop.send("inventory_levels/update", "again").statusCode(204);
        clean();
        assertThat(count("parked_webhook")).isOne();
    }

    private void clean() {
        boolean more = cleaner.clean();
        while (more) {
            more = cleaner.clean();
        }
    }

    private int count(String table) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from %s where merchant_id = ?".formatted(table),
                        shop.merchant().id())
                .mapTo(Integer.class)
                .one());
    }
}
