package io.stockrule.shopify.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.sync.Fanning;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bundle of a simulated shop: one FIG (811) and two CEDAR (812). Of all three goods there are 7 in Berlin and 5 in
/// Roma.
@QuarkusTest
class BundleTest extends CatalogueScene {
    private static final long BUNDLE = 831;

    @Inject
    ChangesTurn changes;

    @BeforeEach
    void makeBundle() throws InterruptedException {
        shop.control("POST", "/products", List.of(bundle(Map.of(811, 1, 812, 2))));
        answer();
        seller.link(list, BUNDLE, "AMZ-831");
        decide();
    }

    private static Map<String, Object> bundle(Map<Integer, Integer> parts) {
        var described = new HashMap<>(variant(83, BUNDLE, "SET", "Set"));
        described.put("levels", List.of());
        described.put("parts", parts(parts));
        return described;
    }

    private static List<Map<String, Object>> parts(Map<Integer, Integer> parts) {
        return parts.entrySet().stream()
                .map(part -> Map.<String, Object>of("variant", part.getKey(), "quantity", part.getValue()))
                .toList();
    }

    private void sells(String sku, String warehouse, int available) {
        shop.control("POST", "/levels", List.of(Map.of("sku", sku, "warehouse", warehouse, "available", available)));
        awaitWebhooks();
        decide();
    }

    private String bundled() {
        return decided().stream()
                .filter(it -> it.startsWith(BUNDLE + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_bundle_is_what_its_parts_make() {
        assertThat(bundled()).isEqualTo("831 lists 6");
        assertThat(sentences(BUNDLE).getFirst())
                .isEqualTo("1 FIG + 2 CEDAR make one; Berlin 3 + Roma 2, 6 available in all");
    }

    @Test
    void a_change_of_any_part_decides_the_bundle() {
        sells("CEDAR", "Berlin", 1);
        assertThat(bundled()).isEqualTo("831 lists 3");
        sells("FIG", "Berlin", 0);
        sells("FIG", "Roma", 2);
        assertThat(bundled()).isEqualTo("831 lists 2");
    }

    @Test
    void only_the_chosen_warehouses_count_for_the_parts() throws InterruptedException {
        profile("use warehouse \"Berlin\"");
        Fanning.finish();
        decide();
        assertThat(bundled()).isEqualTo("831 lists 3");
    }

    @Test
    void parts_that_are_not_counted_are_always_there() {
        shop.control("PATCH", "/variants/812", Map.of("tracked", false));
        await().untilAsserted(() -> {
            decide();
            assertThat(bundled()).isEqualTo("831 lists 12");
        });
        shop.control("PATCH", "/variants/811", Map.of("tracked", false));
        await().untilAsserted(() -> {
            decide();
            assertThat(bundled()).isEqualTo("831 holds null");
        });
    }

    /// What Shopify says of the product then is the same as before.
    @Test
    void other_parts_are_asked_for_although_nothing_new_is_told() throws InterruptedException {
        shop.control("PATCH", "/variants/" + BUNDLE, Map.of("parts", parts(Map.of(811, 1, 821, 1))));
        answer();
        assertThat(bundled()).isEqualTo("831 lists 12");
    }

    @Test
    void a_part_that_the_shop_has_no_more_makes_none() {
        database.useHandle(handle -> handle.execute(
                "update variant set gone_at = ? where shop_id = ? and variant_id = 812", Instant.EPOCH, seller.shop()));
        sells("FIG", "Roma", 4);
        assertThat(bundled()).isEqualTo("831 holds null");
    }

    @Test
    void a_bundle_of_other_parts_is_decided_anew() throws InterruptedException {
        shop.control("PATCH", "/variants/" + BUNDLE, Map.of("sku", "SET-2", "parts", parts(Map.of(821, 3))));
        answer();
        assertThat(bundled()).isEqualTo("831 lists 4");
        shop.control("PATCH", "/variants/" + BUNDLE, Map.of("sku", "SET-3", "parts", List.of()));
        answer();
        assertThat(bundled()).as("none of its own stock is known").isEqualTo("831 holds null");
    }

    @Test
    void other_parts_are_found_without_a_word() throws InterruptedException {
        shop.control("PUT", "", Map.of("webhookAddress", ""));
        shop.control("PATCH", "/variants/" + BUNDLE, Map.of("parts", parts(Map.of(821, 3))));
        waitNoLonger();
        changes.run(claim(Work.CHANGES));
        while (inDoubt() > 0) {
            waitNoLonger();
            turn.run(claim(), () -> false);
        }
        decide();
        assertThat(bundled()).isEqualTo("831 lists 4");
    }

    @Test
    void the_reading_of_the_whole_shop_knows_bundles() throws InterruptedException {
        database.useHandle(handle -> {
            handle.execute("delete from bundle_part where shop_id = ?", seller.shop());
            handle.execute("update variant set bundle = false where shop_id = ?", seller.shop());
        });
        imports.read(shop);
        decide();
        assertThat(bundled()).isEqualTo("831 lists 6");
    }
}
