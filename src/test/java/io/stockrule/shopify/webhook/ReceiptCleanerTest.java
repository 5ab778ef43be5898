package io.stockrule.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReceiptCleanerTest {
    @Inject
    Jdbi database;

    @Inject
    WebhookRows rows;

    @Inject
    ReceiptCleaner cleaner;

    @Test
    void old_receipts_are_forgotten_and_young_ones_kept() {
        var shop = TestShop.create();
        shop.send("products/update", "{}").statusCode(204);
        database.useHandle(handle -> handle.execute("""
                insert into webhook_receipt select ?, ?, sha256(i::text::bytea), '2020-01-01'
                from generate_series(1, 6000) i
                """, shop.merchant().id(), shop.id()));
        assertThat(cleaner.clean()).isEqualTo(6_000);
        assertThat(rows.forget(Duration.ofDays(2), 10)).isZero();
    }
}
