package io.stockrule.simulator.shopify;

import static io.stockrule.simulator.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final String SHELF = "/shopify/shops/" + SHOP;

    @TempDir
    Path data;

    @Test
    void a_thousand_variants_have_distinct_skus_and_believable_names() {
        var made = Catalogue.make(5_000, 1);

        assertThat(made).hasSize(5_000).extracting(Catalogue.Made::sku).doesNotHaveDuplicates();
        assertThat(made).extracting(Catalogue.Made::sku).allMatch(sku -> sku.length() <= 40);
        assertThat(made.getFirst().productTitle()).isEqualTo("Aurora Yoga Pants");
        assertThat(made.getFirst().title()).isEqualTo("Sage / XS");
    }

    @Test
    void the_same_seed_makes_the_same_catalogue() {
        assertThat(Catalogue.make(500, 3)).isEqualTo(Catalogue.make(500, 3)).isNotEqualTo(Catalogue.make(500, 4));
    }

    @Test
    void a_shop_is_filled_into_three_warehouses_without_webhooks() {
        try (var world = World.on(data)) {
            filled(world, 1_000);

            var variants = world.control(SHELF + "/variants?limit=2000").path("items");
            assertThat(variants).hasSize(1_000);
            assertThat(world.control(SHELF + "/locations").path("items").findValuesAsText("name"))
                    .containsExactly("Berlin", "Roma", "Lyon");
            assertThat(variants.findValuesAsText("available").stream().mapToInt(Integer::parseInt))
                    .hasSizeGreaterThan(2_500)
                    .anyMatch(units -> units < 0)
                    .anyMatch(units -> units == 0)
                    .anyMatch(units -> units > 50);
        }
    }

    private static void filled(World world, int variants) {
        world.control("PUT", SHELF, "{}");
        world.control("POST", SHELF + "/catalogue", "{\"variants\":%d,\"seed\":5}".formatted(variants));
    }

    @Test
    void the_same_seed_walks_the_same_way_also_across_a_restart(@TempDir Path other) {
        try (var world = World.on(data)) {
            filled(world, 50);
            walk(world, 30);
            walk(world, 60);
            try (var second = World.on(other)) {
                filled(second, 50);
                walk(second, 30);
            }
            try (var second = World.on(other)) {
                walk(second, 60);
                assertThat(changes(second).subList(0, 50))
                        .isEqualTo(changes(world).subList(0, 50));
            }
        }
    }

    private static void walk(World world, int untilChanges) {
        world.control("PUT", SHELF, "{\"changesPerSecond\":10,\"walkSeed\":9}");
        await().until(() -> {
            world.clock.pass(Duration.ofMillis(500));
            return changes(world).size() >= untilChanges;
        });
        world.control("PUT", SHELF, "{\"changesPerSecond\":0}");
    }

    private static List<String> changes(World world) {
        var events = world.control("/events?after=0&limit=1000").path("items");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("data"))
                .map(CatalogueTest::change)
                .toList();
    }

    private static String change(JsonNode change) {
        return "%s in %s: %s to %s"
                .formatted(
                        change.path("sku").asText(),
                        change.path("warehouse").asText(),
                        change.path("from").asText(),
                        change.path("to").asText());
    }

    @Test
    void waiting_for_events_ends_as_soon_as_one_happens() {
        try (var world = World.on(data)) {
            filled(world, 1);
            long after = world.control("/events?after=0").path("next").asLong();
            var change = Thread.startVirtualThread(() -> {
                var sku = world.control(SHELF + "/variants")
                        .at("/items/0/variant/sku")
                        .asText();
                world.control("POST", SHELF + "/connect", "{\"sku\":\"%s\",\"warehouse\":\"Oslo\"}".formatted(sku));
            });

            var events =
                    world.control("/events?waitMillis=15000&after=" + after).path("items");

            assertThat(change).isNotNull();
            assertThat(events.at("/0/kind").asText()).isEqualTo("LEVEL_CONNECTED");
            assertThat(events.at("/0/data/warehouse").asText()).isEqualTo("Oslo");
        }
    }

    @Test
    void a_mistake_of_the_caller_is_told() {
        try (var world = World.on(data)) {
            filled(world, 1);

            var unknown = world.control("PUT", SHELF, "{\"colour\":\"red\"}");
            var nowhere = world.control("POST", SHELF + "/levels", "[{\"sku\":\"NONE\",\"available\":1}]");

            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.body().path("mistake").asText()).contains("colour");
            assertThat(nowhere.status()).isEqualTo(400);
        }
    }
}
