package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.TestShop;
import io.stockrule.work.Patience;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.RepeatedTest;

/// Replicas take webhooks of one merchant at the same time, of every kind and in any order.
@QuarkusTest
class WebhookLocksTest {
    private static final Patience LONG = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final int THINGS = 4;

    @Inject
    WebhookStore store;

    @Inject
    Jdbi database;

    @RepeatedTest(3)
    void no_two_wait_for_each_other() {
        var shop = TestShop.create().withItems(LongStream.rangeClosed(1, THINGS).toArray());
        database.useHandle(
                handle -> handle.execute("update variant set product_id = variant_id where shop_id = ?", shop.id()));
        var random = new Random(20261127);
        var batches = IntStream.range(0, 160)
                .mapToObj(_ ->
                        IntStream.range(0, 8).mapToObj(_ -> any(shop, random)).toList())
                .toList();
        try (var replicas = Executors.newFixedThreadPool(4)) {
            var written = new ArrayList<Future<List<Keeping>>>();
            batches.forEach(batch -> written.add(replicas.submit(() -> store.write(batch, LONG))));
            assertThat(written).allSatisfy(batch -> assertThat(batch).succeedsWithin(Duration.ofMinutes(1)));
        }
    }

    private static ReceivedWebhook any(TestShop shop, Random random) {
        long thing = 1 + random.nextInt(THINGS);
        return switch (random.nextInt(3)) {
            case 0 -> webhook(shop, "inventory_items/update", "{\"id\":%d}".formatted(thing));
            case 1 -> webhook(shop, "products/update", "{\"id\":%d}".formatted(thing));
            default ->
                webhook(
                        shop,
                        "inventory_levels/update",
                        TestShop.level(
                                thing, 1, random.nextInt(50), "2026-11-22T10:%02d:00Z".formatted(random.nextInt(60))));
        };
    }

    private static ReceivedWebhook webhook(TestShop shop, String topic, String body) {
        return ReceivedWebhook.of(
                shop.key(),
                shop.domain(),
                new ReceivedWebhook.Heading(topic, UUID.randomUUID().toString(), ""),
                body.getBytes(UTF_8),
                true);
    }
}
