package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever changes in the shop is on Amazon a moment after its webhook, and within one look when the webhook is lost.
/// How long each took is printed.
class ShopChangesIT {
    private static final String PROFILE = """
            when tag is "Recalled" then list 1
            when vendor is "Recalled" then list 1
            when product type is "Recalled" then list 1
            when title contains "Recalled" then list 1
            when collection is "Recalled" then list 1
            when sku ends with "-NEW" then list 1
            when barcode is "Recalled" then list 1
            when stock is unknown then list 3
            """;

    /// A change of one listing's goods and what Amazon shows by it; before it shows 12.
    ///
    /// @param before what is done first, without haste
    /// @param shown -1 where Amazon shows what it did
    record Change(String name, Consumer<Goods> before, Consumer<Goods> change, int shown) {
        static Change of(String name, Consumer<Goods> change, int shown) {
            return new Change(name, _ -> {}, change, shown);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// What a listing sells: 7 in Berlin and 5 at a place of its own.
    record Goods(World world, String sku, String place) {
        void product(Map<String, Object> change) {
            world.simulators.patch(
                    world.shopControl + "/products/" + variant().path("product").asLong(), change);
        }

        void variant(Map<String, Object> change) {
            world.simulators.patch(
                    world.shopControl + "/variants/" + variant().path("id").asLong(), change);
        }

        void location(Map<String, Object> change) {
            var known = Map.<String, Object>of("name", place, "id", location());
            var all = new HashMap<>(known);
            all.putAll(change);
            world.simulators.put(world.shopControl + "/locations", all);
        }

        long location() {
            return Scenery.items(world.simulators.get(world.shopControl + "/locations"))
                    .filter(it -> it.path("name").asText().equals(place))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asLong();
        }

        JsonNode variant() {
            return world.variant(sku);
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                Change.of("a location is closed", it -> it.location(Map.of("active", false)), 7),
                Change.of(
                        "a location fulfils no online orders any more",
                        it -> it.location(Map.of("fulfillsOnlineOrders", false)),
                        7),
                new Change(
                        "a location is opened again",
                        it -> {
                            it.location(Map.of("active", false));
                            it.world().awaitShown(it.sku(), 7);
                        },
                        it -> it.location(Map.of("active", true)),
                        12),
                Change.of(
                        "a location is deleted",
                        it -> it.world().simulators.delete(it.world().shopControl + "/locations/" + it.location()),
                        7),
                Change.of("an item is counted no more", it -> it.variant(Map.of("tracked", false)), 3),
                new Change(
                        "an item is counted again",
                        it -> {
                            it.variant(Map.of("tracked", false));
                            it.world().awaitShown(it.sku(), 3);
                        },
                        it -> it.variant(Map.of("tracked", true)),
                        12),
                Change.of(
                        "a level is stocked no more",
                        it -> it.world()
                                .simulators
                                .post(
                                        it.world().shopControl + "/disconnect",
                                        Map.of("sku", it.sku(), "warehouse", it.place())),
                        7),
                Change.of("a new tag", it -> it.product(Map.of("tags", List.of("Recalled"))), 1),
                Change.of("another vendor", it -> it.product(Map.of("vendor", "Recalled")), 1),
                Change.of("another type", it -> it.product(Map.of("productType", "Recalled")), 1),
                Change.of("another title", it -> it.product(Map.of("title", "Recalled")), 1),
                Change.of("another collection", it -> it.product(Map.of("collections", List.of("Recalled"))), 1),
                Change.of("another SKU", it -> it.variant(Map.of("sku", it.sku() + "-NEW")), 1),
                Change.of("another barcode", it -> it.variant(Map.of("barcode", "Recalled")), 1),
                Change.of(
                        "the variant is deleted",
                        it -> it.world()
                                .simulators
                                .delete(it.world().shopControl + "/variants/"
                                        + it.variant().path("id").asLong()),
                        0),
                Change.of(
                        "the product is deleted",
                        it -> it.world()
                                .simulators
                                .delete(it.world().shopControl + "/products/"
                                        + it.variant().path("product").asLong()),
                        0));
    }

    /// A world in which each change has goods of its own, all of them brought in and shown at the start.
    abstract static class Told {
        final World world;
        private final Map<String, Goods> goods = new HashMap<>();

        Told(Map<String, String> settings, Stream<Change> changes) throws IOException, InterruptedException {
            world = new World(settings);
            long list = world.listUnder("shop-changes", PROFILE);
            changes.forEach(change -> {
                int number = goods.size() + 1;
                var it = new Goods(world, "GOODS-" + number, "Place " + number);
                goods.put(change.name(), it);
                world.sell(list, it.sku(), Map.of("Berlin", 7, it.place(), 5));
            });
            world.importShop();
            goods.values().forEach(it -> world.awaitShown(it.sku(), 12));
        }

        @AfterAll
        void stop() {
            world.close();
        }

        void try_(Change change) {
            var it = Objects.requireNonNull(goods.get(change.name()), change.name());
            change.before().accept(it);
            long began = System.nanoTime();
            change.change().accept(it);
            await().atMost(World.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(world.shown(it.sku())).isEqualTo(change.shown()));
            System.out.printf(
                    "%s, %s: on Amazon after %d ms%n",
                    getClass().getSimpleName(),
                    change,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class ByWebhook extends Told {
        ByWebhook() throws IOException, InterruptedException {
            super(Map.of(), changes());
        }

        @ParameterizedTest
        @MethodSource("io.stockrule.demo.ShopChangesIT#changes")
        void is_on_amazon(Change change) {
            try_(change);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WithoutWebhook extends Told {
        WithoutWebhook() throws IOException, InterruptedException {
            super(Map.of("STOCKRULE_SHOPIFY_SWEEP_EVERY", "1s", "STOCKRULE_SHOPIFY_SWEEP_OVERLAP", "10s"), changes());
            world.simulators.put(world.shopControl, Map.of("webhookAddress", ""));
        }

        @ParameterizedTest
        @MethodSource("io.stockrule.demo.ShopChangesIT#changes")
        void is_on_amazon(Change change) {
            try_(change);
        }
    }
}
