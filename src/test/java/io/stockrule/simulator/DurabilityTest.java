package io.stockrule.simulator;

import static io.stockrule.simulator.World.SELLER;
import static io.stockrule.simulator.World.SHOP;
import static io.stockrule.simulator.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulators live on while everything around them is killed, and when they are killed themselves.
class DurabilityTest {
    private static final String SHELF = "/shopify/shops/" + SHOP;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private void fill(World world) {
        world.withSeller("{\"effectMillis\":1500}", """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]}]""");
        world.control("PUT", SHELF, "{\"webhookAddress\":\"" + receiver.address() + "\"}");
        world.control("PUT", SHELF + "/variants", """
                [{"sku":"MUG","levels":[{"location":"Berlin","available":5}]}]""");
    }

    private static void sell(World world, int left) {
        world.control(
                "POST",
                SHELF + "/levels",
                "[{\"sku\":\"MUG\",\"warehouse\":\"Berlin\",\"available\":%d}]".formatted(left));
    }

    @Test
    void a_sigkill_loses_nothing_that_was_answered() {
        receiver.answer(503);
        try (var world = World.inProcess(data)) {
            fill(world);
            sell(world, 4);
            assertThat(world.patch("MUG", "merge", units(4)).status()).isEqualTo(200);
            world.control("POST", "/faults", "{\"operation\":\"getListingsItem\",\"kind\":\"OVERLOADED\"}");
            await().atMost(PATIENCE).until(() -> !receiver.deliveries().isEmpty());
        }
        receiver.answer(200);
        try (var world = World.inProcess(data)) {
            await().atMost(PATIENCE)
                    .until(() -> world.listing("MUG").at("/live/0/quantity").asInt() == 4);
            await().atMost(PATIENCE)
                    .until(() -> world.control("/shopify/webhooks/waiting")
                                    .path("waiting")
                                    .asInt()
                            == 0);
            assertThat(world.patches("").at("/0/quantity").asInt()).isEqualTo(4);
            assertThat(world.control("/faults")).hasSize(1);
            assertThat(world.control(SHELF + "/variants")
                            .at("/items/0/levels/0/available")
                            .asInt())
                    .isEqualTo(4);
        }
        assertThat(receiver.headers("X-Shopify-Webhook-Id").stream().distinct()).hasSize(1);
    }

    @Test
    void a_webhook_on_its_way_when_the_simulators_end_is_sent_again() {
        receiver.answer(500);
        try (var world = World.on(data)) {
            fill(world);
            sell(world, 1);
            await().until(() -> !receiver.deliveries().isEmpty());
        }
        receiver.answer(200);
        int before = receiver.deliveries().size();
        try (var world = World.on(data)) {
            await().until(() -> {
                world.clock.pass(Duration.ofSeconds(1));
                return receiver.deliveries().size() > before;
            });
        }
        assertThat(receiver.headers("X-Shopify-Webhook-Id").stream().distinct()).hasSize(1);
    }

    @Test
    void the_same_access_token_is_good_after_a_restart() {
        var path = "/MUG?marketplaceIds=" + World.GERMANY;
        String token;
        try (var world = World.on(data)) {
            fill(world);
            assertThat(world.amazon("GET", path, "").status()).isEqualTo(200);
            token = world.token();
        }
        try (var world = World.on(data)) {
            world.token(token);
            assertThat(world.amazon(SELLER, "GET", path, "", PATIENCE).status()).isEqualTo(200);
        }
    }

    @Test
    void a_reset_forgets_everything_but_where_events_were() {
        try (var world = World.on(data)) {
            fill(world);
            sell(world, 1);
            long seen = world.control("/events?after=0").path("next").asLong();

            assertThat(world.control("POST", "/reset", "").status()).isEqualTo(204);

            assertThat(world.control("/events?after=0").path("items")).isEmpty();
            assertThat(world.control("GET", SHELF, "").status()).isEqualTo(400);
            fill(world);
            sell(world, 1);
            assertThat(world.control("/events?after=" + seen).path("items")).isNotEmpty();
        }
    }
}
