package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.stockrule.access.TestMerchant;
import io.stockrule.database.SimulatedTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RuleChangesTest.OwnRules.class) // simulated time, and targets are decided
class TimeBoundaryTest {
    @Inject
    SimulatedTime time;

    @Inject
    Jdbi database;

    @Inject
    InstantSource serviceTime;

    private TestMerchant merchant;

    @BeforeEach
    void createMerchant() {
        merchant = TestMerchant.create("Midnight");
    }

    @Test
    void the_service_sees_the_time_of_the_test() {
        var before = time.instant();
        time.advance(Duration.ofDays(1));
        assertThat(serviceTime.instant()).isEqualTo(before.plus(Duration.ofDays(1)));
    }

    @Test
    void a_profile_that_holds_from_a_date_on_does_so_at_midnight_in_the_merchants_zone() {
        // Noon in London is early morning in New York, where midnight is at 05:00 UTC.
        time.set(Instant.parse("2026-01-22T12:00:00Z"));
        TestMerchant.asOperator()
                .contentType(ContentType.JSON)
                .body(Map.of("timeZone", "America/New_York"))
                .patch("/api/v1/merchants/" + merchant.id())
                .then()
                .statusCode(200);
        long listing = listUnder("""
                profile "Freeze"
                quantity custom 5
                when date is after 2026-01-22 then hold
                """);
        await().untilAsserted(() -> assertThat(outcome(listing)).contains("lists"));
        assertThat(dueAt()).contains(Instant.parse("2026-01-23T05:00:00Z"));

        time.set(Instant.parse("2026-01-23T04:59:59Z"));
        assertThat(outcome(listing)).contains("lists");

        time.set(Instant.parse("2026-01-23T05:00:00Z"));
        await().untilAsserted(() -> assertThat(outcome(listing)).contains("holds"));
        assertThat(dueAt()).isEmpty();
    }

    private long listUnder(String profile) {
        merchant.calls()
                .contentType("text/plain")
                .body(profile)
                .put("/api/v1/profiles/Freeze")
                .then()
                .statusCode(201);
        long account = created(
                "/api/v1/amazon-accounts",
                Map.of(
                        "name", "US",
                        "region", "NA",
                        "sellerId", "A1",
                        "clientId", "c",
                        "clientSecret", "s",
                        "refreshToken", "r"));
        long shop = created(
                "/api/v1/shops", Map.of("domain", "midnight.myshopify.com", "clientId", "c", "clientSecret", "s"));
        stock(shop);
        long list = created(
                "/api/v1/selling-lists",
                Map.of("name", "Clocks", "amazonAccountId", account, "marketplace", "US", "profile", "Freeze"));
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body(Map.of("items", List.of(Map.of("shop", shop, "variantId", 1, "sellerSku", "CLOCK-1"))))
                .post("/api/v1/selling-lists/" + list + "/items")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("results[0].listingId");
    }

    /// Straight into the tables: made known over HTTP, the stock would be asked of Shopify.
    private void stock(long shop) {
        database.useHandle(handle -> {
            handle.execute("""
                    insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                    values (?, 1, ?, 11, 'Berlin', true)
                    """, merchant.id(), shop);
            handle.execute("""
                    insert into variant (merchant_id, shop_id, variant_id, inventory_item_id, sku, title, vendor,
                        product_type, tags, barcode, collections, keeps_selling)
                    values (?, ?, 1, 101, 'CLOCK-1', '', '', '', '{}', '', '{}', false)
                    """, merchant.id(), shop);
            handle.execute("""
                    insert into stock_level (merchant_id, shop_id, inventory_item_id, location_id, available,
                        updated_at, state)
                    values (?, ?, 101, 11, 8, ?, 'CONFIRMED')
                    """, merchant.id(), shop, time.instant());
        });
    }

    private long created(String path, Map<String, Object> body) {
        return merchant.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private Optional<String> outcome(long listing) {
        return database.withHandle(handle -> handle.select(
                        "select outcome from decision where merchant_id = ? and listing_id = ?", merchant.id(), listing)
                .mapTo(String.class)
                .findOne());
    }

    private Optional<Instant> dueAt() {
        return database.withHandle(
                handle -> handle
                        .select("select due_at from target where merchant_id = ?", merchant.id())
                        .mapTo(Instant.class)
                        .list()
                        .stream()
                        .filter(java.util.Objects::nonNull)
                        .findFirst());
    }
}
