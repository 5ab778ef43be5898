package io.stockrule.shopify.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.sweep.TestSweeps;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Random histories of a shop whose webhooks are lost, doubled and mixed up: after one look at what has changed, all
/// that is known is what is so.
@QuarkusTest
class CatalogueHistoryTest extends CatalogueScene {
    private static final int HISTORIES = 30;
    private static final int STEPS = 8;
    private static final List<String> PLACES = List.of("Berlin", "Roma", "Lyon", "Wien");
    private static final List<String> FAULTS = List.of("DROP", "DUPLICATE", "REORDER");

    @Inject
    ChangesTurn changes;

    @Inject
    TestSweeps sweeps;

    private final List<String> story = new ArrayList<>();
    private int made = 100;

    @Test
    void after_a_look_all_that_is_known_is_what_is_so() throws InterruptedException {
        for (int seed = 0; seed < HISTORIES; seed++) {
            story.clear();
            var random = new SplittableRandom(seed);
            troubleWebhooks(random);
            for (int step = 0; step < STEPS; step++) {
                step(random);
            }
            shop.controlAll("DELETE", "/faults", "");
            reconcile();
            assertThat(known()).as("history %d: %s", seed, story).isEqualTo(truth());
        }
    }

    private void troubleWebhooks(SplittableRandom random) {
        for (var fault : FAULTS) {
            if (random.nextBoolean()) {
                var domain = shop.shop().domain();
                shop.controlAll(
                        "POST",
                        "/faults",
                        Map.of(
                                "operation",
                                "webhook",
                                "account",
                                domain,
                                "kind",
                                fault,
                                "every",
                                2 + random.nextInt(3)));
                story.add(fault);
            }
        }
    }

    private void step(SplittableRandom random) throws InterruptedException {
        var variants = variants();
        var variant = variants.get(random.nextInt(variants.size())).path("variant");
        long id = variant.path("id").asLong();
        long product = variant.path("product").asLong();
        switch (random.nextInt(14)) {
            case 0 -> told("PATCH", "/products/" + product, Map.of("title", "Title " + random.nextInt(3)));
            case 1 -> told("PATCH", "/products/" + product, Map.of("vendor", "Vendor " + random.nextInt(3)));
            case 2 -> told("PATCH", "/products/" + product, Map.of("tags", List.of("tag " + random.nextInt(3))));
            case 3 ->
                told("PATCH", "/products/" + product, Map.of("status", random.nextBoolean() ? "DRAFT" : "ACTIVE"));
            case 4 -> told("PATCH", "/variants/" + id, Map.of("sku", "SKU " + random.nextInt(5)));
            case 5 -> told("PATCH", "/variants/" + id, Map.of("tracked", random.nextBoolean()));
            case 6 -> {
                if (variants.size() > 2) {
                    told("DELETE", "/variants/" + id, "");
                }
            }
            case 7 -> {
                if (variants.stream().anyMatch(it -> it.at("/variant/product").asLong() != product)) {
                    told("DELETE", "/products/" + product, "");
                }
            }
            case 8 -> told("POST", "/products", List.of(variant(1_000 + made, 10_000 + made++, "NEW", "New")));
            case 9 -> told("PUT", "/locations", Map.of("name", place(random), "active", random.nextInt(3) > 0));
            case 10 ->
                told("PUT", "/locations", Map.of("name", place(random), "fulfillsOnlineOrders", random.nextInt(3) > 0));
            case 11 ->
                told(
                        "POST",
                        "/connect",
                        Map.of("item", variant.path("item").asLong(), "warehouse", place(random), "available", 3));
            case 12 -> turnNow();
            default -> setLevel(variants, random);
        }
    }

    private static String place(SplittableRandom random) {
        return PLACES.get(random.nextInt(PLACES.size()));
    }

    private void told(String method, String path, Object body) {
        story.add("%s %s %s".formatted(method, path, body));
        shop.control(method, path, body);
    }

    private void setLevel(List<JsonNode> variants, SplittableRandom random) {
        var levels = variants.get(random.nextInt(variants.size())).path("levels");
        if (!levels.isEmpty()) {
            var level = levels.path(random.nextInt(levels.size()));
            told(
                    "POST",
                    "/levels",
                    List.of(Map.of(
                            "item",
                            level.path("item").asLong(),
                            "location",
                            level.path("location").asLong(),
                            "available",
                            random.nextInt(9))));
        }
    }

    /// A turn somewhere in between, if there is one to take.
    private void turnNow() throws InterruptedException {
        if (inDoubt() > 0) {
            story.add("answers");
            waitNoLonger();
            turn.run(claim(), () -> false);
        }
    }

    /// What the next ten minutes bring.
    private void reconcile() throws InterruptedException {
        awaitWebhooks();
        waitNoLonger();
        changes.run(claim(Work.CHANGES));
        answerAll();
        sweeps.sweep(shop);
        await().until(() -> {
            answerAll();
            return count("select count(*) from inventory_item where shop_id = %d and due_at is not null") == 0;
        });
    }

    private void answerAll() throws InterruptedException {
        while (inDoubt() > 0) {
            waitNoLonger();
            turn.run(claim(), () -> false);
        }
    }

    private List<JsonNode> variants() {
        var items = shop.control("GET", "/variants", "").path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /// A line for each variant, level that counts, and location that is open.
    private Map<String, String> truth() {
        var truth = new TreeMap<String, String>();
        var open = new HashMap<Long, Boolean>();
        shop.control("GET", "/locations", "").path("items").forEach(it -> {
            boolean active = it.path("active").asBoolean();
            open.put(it.path("id").asLong(), active);
            truth.put("location " + it.path("id").asLong(), active ? "open" : "closed");
        });
        for (var item : variants()) {
            var variant = item.path("variant");
            truth.put(
                    "variant " + variant.path("id").asLong(),
                    "%s/%s/%s/%s/%s/%s"
                            .formatted(
                                    variant.path("sku").asText(),
                                    variant.path("productTitle").asText() + " - "
                                            + variant.path("title").asText(),
                                    variant.path("vendor").asText(),
                                    variant.path("tags"),
                                    variant.path("status").asText(),
                                    variant.path("tracked").asBoolean()));
            for (var level : item.path("levels")) {
                if (level.path("active").asBoolean()) {
                    truth.put(
                            "level %d at %d"
                                    .formatted(
                                            level.path("item").asLong(),
                                            level.path("location").asLong()),
                            variant.path("tracked").asBoolean()
                                    ? level.path("available").asText()
                                    : "unknown");
                }
            }
        }
        return truth;
    }

    private Map<String, String> known() {
        var known = new TreeMap<String, String>();
        database.useHandle(handle -> {
            long shopId = seller.shop();
            handle.select("""
                            select 'location ' || location_id,
                                case when location_active then 'open' else 'closed' end
                            from warehouse where shop_id = ?
                            union all
                            select 'variant ' || variant_id,
                                sku || '/' || title || '/' || vendor || '/' || to_json(tags) || '/' || product_status
                                    || '/' || coalesce(i.tracked, true)
                            from variant v left join inventory_item i using (merchant_id, shop_id, inventory_item_id)
                            where v.shop_id = ? and gone_at is null
                            union all
                            select 'level ' || inventory_item_id || ' at ' || location_id,
                                coalesce(l.available::text, 'unknown')
                            from stock_level l where shop_id = ? and state <> 'UNCONFIRMED' and exists (
                                select from variant v
                                where v.merchant_id = l.merchant_id and v.shop_id = l.shop_id
                                    and v.inventory_item_id = l.inventory_item_id and v.gone_at is null)
                            """, shopId, shopId, shopId)
                    .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(it -> known.put(it.getKey(), it.getValue()));
        });
        return known;
    }
}
