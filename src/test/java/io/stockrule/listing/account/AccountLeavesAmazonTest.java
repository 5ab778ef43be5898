package io.stockrule.listing.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.listing.TestSeller;
import io.stockrule.simulator.SellerControl;
import io.stockrule.simulator.Simulators;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The whole service at work before a simulated Amazon: deciders, senders, readers and deleters run by themselves.
@QuarkusTest
@TestProfile(AccountLeavesAmazonTest.AtWork.class)
class AccountLeavesAmazonTest {
    /// A lease of 3 seconds, for which the first number of an account that comes again has to wait.
    public static class AtWork implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "stockrule.sync.enabled", "true",
                    "stockrule.delivery.enabled", "true",
                    "stockrule.delivery.sends-per-second", "2",
                    "stockrule.delivery.request-timeout", "2s",
                    "stockrule.delivery.lease", "3s",
                    "stockrule.accounts.deletions-enabled", "true");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SimulatedAmazonResource.class));
        }
    }

    private static final String SELLER = "A3LEAVES";
    private static final int LISTINGS = 10;

    @SuppressWarnings("NullAway.Init") // by SimulatedAmazonResource
    Simulators simulators;

    @Inject
    Jdbi database;

    /// Ten numbers are to be sent, which takes some seconds at the pace that is set; the account goes when the first
    /// arrives.
    @Test
    void nothing_is_sent_after_the_answer_and_the_same_seller_comes_again() {
        sells();
        var merchant = TestSeller.create();
        merchant.stock(7, Instant.now());
        var seller = connect(merchant);
        link(seller, 3);
        await().atMost(Duration.ofSeconds(60)).until(() -> shown().equals(all(3)));

        int before = patches();
        seller.profile("Candles", 8).statusCode(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> patches() > before);
        var address = "/api/v1/amazon-accounts/" + seller.account();
        seller.calls().delete(address + "?listings=" + LISTINGS).then().statusCode(202);
        var answered = Instant.now();
        seller.profile("Candles", 9).statusCode(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> count("account_deletion", seller) == 0);

        for (var table : List.of("listing", "target", "delivery", "pace")) {
            assertThat(count(table, seller)).as(table).isZero();
        }
        assertThat(departedAfter(answered, seller)).isZero();
        await().untilAsserted(
                        () -> assertThat(count("sent_number", seller, "state = 'accepted' or state = 'effective'"))
                                .as("what had left has its outcome")
                                .isEqualTo(count("sent_number", seller)));
        assertThat(patches()).isLessThanOrEqualTo(sent(seller)).isLessThan(before + LISTINGS);
        await().untilAsserted(
                        () -> assertThat(shown().values()).contains(3L, 8L).containsOnly(3L, 8L));

        var anew = connect(merchant);
        link(anew, 5);
        await().atMost(Duration.ofSeconds(60)).until(() -> shown().equals(all(5)));
        assertThat(firstSent(anew)).isAfterOrEqualTo(goneAt(seller).plusSeconds(3));
    }

    private void sells() {
        amazon().ask("PUT", "", Map.of("requestsPerSecond", 5, "burst", 10));
        amazon().ask(
                        "PUT",
                        "/listings",
                        IntStream.rangeClosed(1, LISTINGS)
                                .mapToObj(i -> Map.of(
                                        "sku",
                                        "AMZ-" + i,
                                        "channels",
                                        List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 1))))
                                .toList());
    }

    private static TestSeller connect(TestSeller merchant) {
        long account = merchant.calls()
                .body(Map.of(
                        "name",
                        "Candles",
                        "region",
                        "EU",
                        "sellerId",
                        SELLER,
                        "clientId",
                        "client-" + SELLER,
                        "clientSecret",
                        "secret-" + SELLER,
                        "refreshToken",
                        "refresh-" + SELLER))
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
        return new TestSeller(merchant.merchant(), account, merchant.shop());
    }

    private static void link(TestSeller seller, int quantity) {
        seller.profile("Candles", quantity);
        long list = seller.list("Candles");
        for (long variant = 1; variant <= LISTINGS; variant++) {
            seller.link(list, variant, "AMZ-" + variant);
        }
    }

    private static Map<String, Long> all(long quantity) {
        return IntStream.rangeClosed(1, LISTINGS).boxed().collect(Collectors.toMap(i -> "AMZ-" + i, _ -> quantity));
    }

    private Map<String, Long> shown() {
        return amazon().listings()
                .collect(Collectors.toMap(
                        it -> it.path("sku").asText(),
                        it -> it.at("/live/0/quantity").asLong()));
    }

    private int patches() {
        return (int) amazon().patches().count();
    }

    private long count(String table, TestSeller seller) {
        return count(table, seller, "true");
    }

    private long count(String table, TestSeller seller, String condition) {
        return one(
                Long.class,
                "select count(*) from %s where amazon_account_id = ? and (%s)".formatted(table, condition),
                seller);
    }

    private int sent(TestSeller seller) {
        return one(Integer.class, "select sum(times_sent) from sent_number where amazon_account_id = ?", seller);
    }

    private long departedAfter(Instant answered, TestSeller seller) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from sent_number where amazon_account_id = ? and sent_at > ?",
                        seller.account(),
                        answered)
                .mapTo(Long.class)
                .one());
    }

    private Instant goneAt(TestSeller seller) {
        return one(Instant.class, "select gone_at from former_account where amazon_account_id = ?", seller);
    }

    private Instant firstSent(TestSeller seller) {
        return one(Instant.class, "select min(sent_at) from sent_number where amazon_account_id = ?", seller);
    }

    private <T> T one(Class<T> type, String sql, TestSeller seller) {
        return database.withHandle(
                handle -> handle.select(sql, seller.account()).mapTo(type).one());
    }

    private SellerControl amazon() {
        return new SellerControl(simulators, SELLER);
    }
}
