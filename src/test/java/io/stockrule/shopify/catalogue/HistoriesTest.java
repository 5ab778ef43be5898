package io.stockrule.shopify.catalogue;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurn.Work;
import io.stockrule.shopify.sweep.TestSweeps;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Random histories of goods whose webhooks are lost, doubled and mixed up: after one look at what has changed,
/// all that is known is what is so, and at no time an older number took the place of a newer one.
///
/// Each good of a shop has a history of its own: what becomes of its stock, its item, its product and its
/// collections. What happens to the shop meanwhile (a new secret, a suspension, a reading of the whole, a replica
/// that dies) happens to all of them, each at another point of its history. `bin/history-test` runs it for as many
/// as wanted.
@QuarkusTest
class HistoriesTest extends CatalogueScene {
    private static final int HISTORIES = Integer.getInteger("stockrule.histories", 2_000);
    private static final long SEED = Long.getLong("stockrule.seed", 1);
    private static final int GOODS = 250;
    private static final int MOST_STEPS = 9;

    /// Of the shop, in a round.
    private static final int EVENTS = 8;

    private static final List<String> PLACES = List.of("Berlin", "Roma", "Lyon", "Wien");
    private static final List<String> COLLECTIONS = List.of("Light", "Bath", "Sale");
    private static final List<String> FAULTS = List.of("DROP", "DUPLICATE", "REORDER");

    /// Shopify's products that control cannot make anew.
    private static final long FIRST = 100_000;

    @Inject
    ChangesTurn changes;

    @Inject
    TestSweeps sweeps;

    private final List<String> story = new ArrayList<>();
    private final List<Map<String, Object>> levels = new ArrayList<>();
    private long made = FIRST;
    private int secrets;

    /// Notes down each level that got an older number in place of a newer one.
    @BeforeEach
    void watchLevels() {
        database.useHandle(handle -> {
            handle.execute("create table older_won (item bigint, location bigint)");
            handle.execute("""
                    create function note_older() returns trigger language plpgsql as $$
                    begin
                        insert into older_won values (new.inventory_item_id, new.location_id);
                        return new;
                    end $$
                    """);
            handle.execute("""
                    create trigger note_older after update on stock_level for each row
                    when (new.updated_at < old.updated_at) execute function note_older()
                    """);
        });
    }

    @AfterEach
    void watchNoMore() {
        database.useHandle(handle -> {
            handle.execute("drop trigger note_older on stock_level");
            handle.execute("drop function note_older");
            handle.execute("drop table older_won");
        });
    }

    @Test
    void after_a_look_all_that_is_known_is_what_is_so() throws InterruptedException {
        stock();
        for (int round = 0; round * GOODS < HISTORIES; round++) {
            story.clear();
            var random = new SplittableRandom(SEED + round);
            troubleWebhooks(random);
            live(random);
            shop.controlAll("DELETE", "/faults", "");
            reconcile();
            check(round);
        }
    }

    private void stock() throws InterruptedException {
        shop.control(
                "PUT", "/locations", Map.of("name", "Lyon")); // before, so that their webhooks are no part of a history
        shop.control("PUT", "/locations", Map.of("name", "Wien"));
        shop.control(
                "POST",
                "/products",
                IntStream.range(0, GOODS).mapToObj(_ -> newVariant()).toList());
        awaitWebhooks();
        imports.read(shop);
        reconcile();
    }

    private Map<String, Object> newVariant() {
        made++;
        return variant(made, made + 1_000_000, "SKU-" + made, "Good");
    }

    private void troubleWebhooks(SplittableRandom random) {
        for (var fault : FAULTS) {
            if (random.nextInt(4) > 0) {
                fault("webhook", fault, Map.of("every", 2 + random.nextInt(4)));
                story.add(fault);
            }
        }
    }

    private void fault(String operation, String kind, Map<String, Object> when) {
        var fault = new HashMap<>(when);
        fault.putAll(Map.of("operation", operation, "account", shop.shop().domain(), "kind", kind));
        shop.controlAll("POST", "/faults", fault);
    }

    private record Good(JsonNode variant, JsonNode levels) {
        long id() {
            return variant.path("id").asLong();
        }

        long item() {
            return variant.path("item").asLong();
        }

        long product() {
            return variant.path("product").asLong();
        }
    }

    /// All histories at once, in any order.
    private void live(SplittableRandom random) throws InterruptedException {
        var steps = new ArrayList<Good>();
        for (var good : goods()) {
            int its = 1 + random.nextInt(MOST_STEPS);
            for (int i = 0; i < its; i++) {
                steps.add(good);
            }
        }
        Collections.shuffle(steps, new Random(random.nextLong()));
        var gone = new TreeSet<Long>();
        int each = steps.size() / EVENTS + 1;
        for (int i = 0; i < steps.size(); i++) {
            var good = steps.get(i);
            if (!gone.contains(good.product())) {
                step(good, gone, random);
            }
            if (i % each == each - 1) {
                tellLevels();
                event(random);
            }
        }
        tellLevels();
    }

    private void step(Good good, TreeSet<Long> gone, SplittableRandom random) {
        long product = good.product();
        switch (random.nextInt(20)) {
            case 0 -> told("PATCH", "/products/" + product, Map.of("title", "Title " + random.nextInt(3)));
            case 1 -> told("PATCH", "/products/" + product, Map.of("tags", List.of("tag " + random.nextInt(3))));
            case 2 ->
                told("PATCH", "/products/" + product, Map.of("status", random.nextBoolean() ? "DRAFT" : "ACTIVE"));
            case 3 -> told("PATCH", "/variants/" + good.id(), Map.of("sku", "SKU " + random.nextInt(5)));
            case 4 -> told("PATCH", "/variants/" + good.id(), Map.of("tracked", random.nextBoolean()));
            case 5, 6 ->
                told(
                        "PATCH",
                        "/products/" + product,
                        Map.of(
                                "collections",
                                COLLECTIONS.stream()
                                        .filter(_ -> random.nextBoolean())
                                        .toList()));
            case 7 -> {
                tellLevels();
                told("DELETE", "/products/" + product, "");
                told("POST", "/products", List.of(newVariant()));
                gone.add(product);
            }
            case 8 -> {
                tellLevels();
                if (random.nextBoolean()) {
                    told(
                            "POST",
                            "/connect",
                            Map.of("item", good.item(), "warehouse", place(random), "available", random.nextInt(9)));
                } else {
                    var level = good.levels().path(random.nextInt(good.levels().size()));
                    told(
                            "POST",
                            "/disconnect",
                            Map.of(
                                    "item",
                                    good.item(),
                                    "location",
                                    level.path("location").asLong()));
                }
            }
            default -> setLevel(good, random);
        }
    }

    private static String place(SplittableRandom random) {
        return PLACES.get(random.nextInt(PLACES.size()));
    }

    private void told(String method, String path, Object body) {
        story.add("%s %s %s".formatted(method, path, body));
        shop.control(method, path, body);
    }

    private void setLevel(Good good, SplittableRandom random) {
        var level = good.levels().path(random.nextInt(good.levels().size()));
        levels.add(Map.of(
                "item", good.item(), "location", level.path("location").asLong(), "available", random.nextInt(12) - 2));
    }

    /// Changes of many levels in one call, which makes them no less changes of their own.
    private void tellLevels() {
        if (!levels.isEmpty()) {
            levels.forEach(level -> story.add("level " + level));
            shop.control("POST", "/levels", List.copyOf(levels));
            levels.clear();
        }
    }

    private void event(SplittableRandom random) throws InterruptedException {
        int event = random.nextInt(9);
        story.add("-- event " + event);
        switch (event) {
            case 0 -> shop.control("PUT", "/locations", Map.of("name", place(random), "active", random.nextInt(3) > 0));
            case 1 ->
                shop.control(
                        "PUT",
                        "/locations",
                        Map.of("name", place(random), "fulfillsOnlineOrders", random.nextInt(3) > 0));
            case 2 -> newSecret();
            case 3 -> suspended();
            case 4 -> answers(stopsAfter(1)); // as a replica that is told to end
            case 5 -> diesWithATurn();
            case 6 -> sweeps();
            case 7 -> imports.readAtLast(shop);
            default -> answers(() -> false);
        }
    }

    private void newSecret() {
        var secret = "secret-" + ++secrets;
        shop.control("PUT", "", Map.of("clientSecret", secret, "webhookSecret", secret));
        seller.calls()
                .body(Map.of("clientSecret", secret))
                .patch("/api/v1/shops/" + seller.shop())
                .then()
                .statusCode(200);
    }

    private void sweeps() {
        await().ignoreExceptionsInstanceOf(NoSuchElementException.class).until(() -> {
            imports.endSuspension(shop);
            sweeps.sweep(shop);
            return true;
        });
    }

    private void suspended() throws InterruptedException {
        fault("graphql", "FORBIDDEN", Map.of("times", 1));
        answers(() -> false);
        imports.endSuspension(shop);
    }

    private void answers(BooleanSupplier stops) throws InterruptedException {
        if (inDoubt() > 0) {
            turn.run(atLast(Work.CATALOGUE), stops);
        }
    }

    private void diesWithATurn() {
        if (inDoubt() > 0) {
            Objects.requireNonNull(atLast(Work.CATALOGUE));
        }
    }

    /// Re-reads go on all the time, and may have the shop suspended at any moment: that is over at once.
    private ShopTurn atLast(Work work) {
        return await().until(
                        () -> {
                            imports.endSuspension(shop);
                            waitNoLonger();
                            return claimed(work);
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /// What the next ten minutes bring.
    private void reconcile() throws InterruptedException {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> shop.control("GET", "/webhooks?state=waiting", "")
                        .path("items")
                        .isEmpty());
        imports.endSuspension(shop);
        changes.run(atLast(Work.CHANGES));
        answerAll();
        sweeps();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            imports.endSuspension(shop);
            answerAll();
            return count("select count(*) from inventory_item where shop_id = %d and due_at is not null") == 0;
        });
    }

    private void answerAll() throws InterruptedException {
        while (inDoubt() > 0) {
            turn.run(atLast(Work.CATALOGUE), () -> false);
        }
    }

    private void check(int round) {
        assertThat(count("select count(*) from older_won where %d > 0"))
                .as("older won")
                .isZero();
        var truth = truth();
        var known = known();
        var other = new TreeMap<String, String>();
        Stream.concat(truth.keySet().stream(), known.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(truth.get(key), known.get(key)))
                .forEach(key -> other.put(key, "is %s, known %s".formatted(truth.get(key), known.get(key))));
        assertThat(other)
                .as(() -> "seed %d, round %d:%n%s".formatted(SEED, round, storyOf(other.keySet())))
                .isEmpty();
    }

    /// What is told of those that are known otherwise.
    private String storyOf(Iterable<String> keys) {
        var ids = new TreeSet<String>();
        keys.forEach(key -> Stream.of(key.split(" "))
                .filter(word -> word.length() > 4 && word.chars().allMatch(Character::isDigit))
                .map(Long::parseLong)
                .forEach(id -> {
                    ids.add(Long.toString(id));
                    ids.add(Long.toString(id - 1_000));
                    ids.add(Long.toString(id - 1_000_000));
                    ids.add(Long.toString(id - 1_001_000));
                    ids.add(Long.toString(id + 1_000));
                }));
        return story.stream()
                .filter(line -> line.startsWith("--") || ids.stream().anyMatch(line::contains))
                .collect(joining("\n"));
    }

    private List<Good> goods() {
        var items = shop.control("GET", "/variants", "").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(it -> new Good(it.path("variant"), it.path("levels")))
                .filter(good -> !good.levels().isEmpty() && good.product() > FIRST)
                .toList();
    }

    /// A line for each variant, level that counts, and location that is open.
    private Map<String, String> truth() {
        var truth = new TreeMap<String, String>();
        shop.control("GET", "/locations", "").path("items").forEach(it -> {
            boolean active = it.path("active").asBoolean();
            truth.put("location " + it.path("id").asLong(), active ? "open" : "closed");
        });
        for (var good : goods()) {
            var variant = good.variant();
            var collections = new TreeSet<String>();
            variant.path("collections").forEach(it -> collections.add(it.asText()));
            truth.put(
                    "variant " + good.id(),
                    "%s/%s/%s/%s/%s/%s"
                            .formatted(
                                    variant.path("sku").asText(),
                                    variant.path("productTitle").asText() + " - "
                                            + variant.path("title").asText(),
                                    String.join(",", collections),
                                    variant.path("tags"),
                                    variant.path("status").asText(),
                                    variant.path("tracked").asBoolean()));
            for (var level : good.levels()) {
                if (level.path("active").asBoolean()) {
                    truth.put(
                            "level %d at %d"
                                    .formatted(
                                            good.item(), level.path("location").asLong()),
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
                                sku || '/' || title || '/' || array_to_string(collections, ',') || '/' || to_json(tags)
                                    || '/' || product_status || '/' || coalesce(i.tracked, true)
                            from variant v left join inventory_item i using (merchant_id, shop_id, inventory_item_id)
                            where v.shop_id = ? and gone_at is null and product_id > ?
                            union all
                            select 'level ' || inventory_item_id || ' at ' || location_id,
                                coalesce(l.available::text, 'unknown')
                            from stock_level l where shop_id = ? and state <> 'UNCONFIRMED' and exists (
                                select from variant v
                                where v.merchant_id = l.merchant_id and v.shop_id = l.shop_id
                                    and v.inventory_item_id = l.inventory_item_id and v.gone_at is null
                                    and product_id > ?)
                            """, shopId, shopId, FIRST, shopId, FIRST)
                    .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(it -> known.put(it.getKey(), it.getValue()));
        });
        return known;
    }
}
