package io.stockrule.delivery.check;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.participation.Participations;
import io.stockrule.listing.participation.Participations.Asked;
import io.stockrule.listing.participation.Participations.Due;
import io.stockrule.listing.participation.SellsIn;
import io.stockrule.simulator.SellerControl;
import io.stockrule.simulator.Simulators;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where sellers sell, asked of a simulated Amazon over HTTP.
@QuarkusTest
@TestProfile(AccountCheckTest.BeforeAmazon.class)
class ParticipationTest {
    private static final String GERMANY = "A1PA6795UKMFR9";
    private static final String FRANCE = "A13V1IB3VIYZZH";
    private static final Duration A_DAY = Duration.ofDays(1);
    private static int sellers;

    @SuppressWarnings("NullAway.Init") // by SimulatedAmazonResource
    Simulators simulators;

    @Inject
    Jdbi database;

    @Inject
    Participations participations;

    @Inject
    ParticipationWorker worker;

    private String id;
    private TestSeller merchant;
    private long account;
    private SellerControl amazon;

    @BeforeEach
    void connect() {
        id = "ASELLS" + ++sellers;
        amazon = new SellerControl(simulators, id);
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(GERMANY)));
        merchant = TestSeller.create();
        account = connect("refresh-" + id);
    }

    @AfterEach
    void close() {
        database.useHandle(handle -> handle.execute(
                "update amazon_participation set due_at = 'infinity' where merchant_id = ?",
                merchant.merchant().id()));
        amazon.close();
    }

    @Test
    void before_amazon_has_told_any_marketplace_of_the_region_will_do() {
        assertThat(shown().path("sellsIn").isMissingNode()).isTrue();
        list("FR").statusCode(201);
        list("US")
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:marketplace-not-in-region"))
                .body("detail", containsString("the marketplaces of the region EU are "));
    }

    @Test
    void amazon_is_asked_without_anybody_doing_anything_and_again_a_day_later() {
        worker.round();
        assertThat(awaitTold()).isEqualTo("[\"DE\"]");
        assertThat(shown().path("sellsInAt").asText()).isNotEmpty();
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(GERMANY, FRANCE)));
        worker.round();
        assertThat(dueIn()).isBetween(Duration.ofHours(21), A_DAY);
        database.useHandle(handle ->
                handle.execute("update amazon_participation set due_at = now() where amazon_account_id = ?", account));
        worker.round();
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(shown().path("sellsIn").toString()).isEqualTo("[\"DE\",\"FR\"]"));
    }

    @Test
    void a_list_and_a_report_are_for_marketplaces_where_the_seller_sells() {
        worker.round();
        awaitTold();
        var refused = allOf(
                containsString("the seller does not sell in AE: it sells in DE, as Amazon said on 20"),
                containsString("check the account's connection"));
        list("AE")
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:marketplace-not-sold-in"))
                .body("marketplaces", contains("DE"))
                .body("detail", refused);
        report("AE")
                .statusCode(422)
                .body("type", equalTo("urn:stockrule:problem:marketplace-not-sold-in"))
                .body("detail", refused);
        list("DE").statusCode(201);
        report("DE").statusCode(202);
    }

    /// As the refusal says.
    @Test
    void a_marketplace_that_was_opened_since_will_do_after_a_check() {
        worker.round();
        awaitTold();
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(GERMANY, FRANCE)));
        list("FR").statusCode(422);
        merchant.calls()
                .post("/api/v1/amazon-accounts/%d/actions/check".formatted(account))
                .then()
                .statusCode(200);
        list("FR").statusCode(201);
    }

    @Test
    void lists_where_nothing_can_be_sold_any_more_are_warned_of() {
        list("DE").statusCode(201);
        list("FR").statusCode(201);
        amazon.ask("PUT", "", Map.of("suspendedMarketplaces", List.of(GERMANY)));
        worker.round();
        awaitTold();
        assertThat(shown().path("sellsInWarning").asText())
                .isEqualTo("The seller does not sell in FR, for which there are Selling Lists: Amazon takes no number"
                        + " there. Open the marketplace in Seller Central, or delete the lists. Amazon has suspended"
                        + " the seller's listings in DE: see Account Health in Seller Central.");
        var inTheList = merchant.calls()
                .get("/api/v1/amazon-accounts")
                .then()
                .extract()
                .as(JsonNode.class)
                .at("/items/0");
        assertThat(inTheList.path("id").asLong()).isNotEqualTo(account);
        assertThat(inTheList.path("sellsInWarning").isMissingNode())
                .as("the warning is that account's alone")
                .isTrue();
    }

    @Test
    void what_amazon_does_not_show_is_said_and_hinders_nothing() {
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("getMarketplaceParticipations")));
        worker.round();
        await().atMost(20, SECONDS)
                .untilAsserted(() ->
                        assertThat(shown().path("sellsInProblem").asText()).isNotEmpty());
        assertThat(shown().path("sellsIn").isMissingNode()).isTrue();
        assertThat(dueIn()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        list("FR").statusCode(201);
    }

    @Test
    void what_amazon_told_stands_while_it_cannot_be_asked() {
        participations.told(asked(), new SellsIn(List.of("DE"), List.of(), Instant.now()), A_DAY);
        participations.notTold(asked(), "Amazon could not answer", Duration.ofMinutes(1));
        assertThat(shown().path("sellsInProblem").asText()).isEqualTo("Amazon could not answer");
        list("FR").statusCode(422);
        participations.told(asked(), new SellsIn(List.of("DE"), List.of(), Instant.now()), A_DAY);
        assertThat(shown().path("sellsInProblem").isMissingNode()).isTrue();
    }

    /// The application may have lost its role, and a marketplace may have been opened since.
    @Test
    void what_amazon_has_not_told_again_for_days_hinders_nothing() {
        participations.told(
                asked(), new SellsIn(List.of("DE"), List.of(), Instant.now().minus(A_DAY.multipliedBy(4))), A_DAY);
        assertThat(shown().path("sellsIn").isMissingNode()).isTrue();
        list("FR").statusCode(201);
    }

    @Test
    void an_account_that_was_refused_is_asked_about_at_once_with_new_credentials() {
        long other = connect("mistyped", "B" + id);
        worker.round();
        await().atMost(20, SECONDS)
                .untilAsserted(() ->
                        assertThat(shown(other).path("sellsInProblem").asText()).contains("refresh token"));
        merchant.calls()
                .body(Map.of("refreshToken", "refresh-" + id, "clientId", "client-" + id))
                .patch("/api/v1/amazon-accounts/" + other)
                .then()
                .statusCode(200);
        worker.round();
        await().atMost(20, SECONDS)
                .untilAsserted(() ->
                        assertThat(shown(other).path("sellsIn").toString()).isEqualTo("[\"DE\"]"));
    }

    /// They may be another seller's.
    @Test
    void with_new_credentials_amazon_is_asked_at_once_though_it_has_told() {
        worker.round();
        awaitTold();
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(FRANCE)));
        merchant.calls()
                .body(Map.of("refreshToken", "refresh-" + id))
                .patch("/api/v1/amazon-accounts/" + account)
                .then()
                .statusCode(200);
        worker.round();
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(shown().path("sellsIn").toString()).isEqualTo("[\"FR\"]"));
    }

    @Test
    void an_answer_to_credentials_that_were_replaced_since_does_not_count() {
        participations.plan();
        var old = participations.claim(1_000, A_DAY).stream()
                .filter(due -> due.account().equals(key()))
                .findFirst()
                .orElseThrow();
        merchant.calls()
                .body(Map.of("refreshToken", "refresh-" + id))
                .patch("/api/v1/amazon-accounts/" + account)
                .then()
                .statusCode(200);
        var late = new Asked(key(), Instant.now(), OptionalInt.of(old.credentialsVersion()));
        participations.told(late, new SellsIn(List.of("FR"), List.of(), Instant.now()), A_DAY);
        participations.notTold(late, "Amazon does not accept the refresh token", A_DAY);
        assertThat(shown().path("sellsIn").isMissingNode()).isTrue();
        assertThat(shown().path("sellsInProblem").isMissingNode()).isTrue();
        assertThat(mine(participations.claim(1_000, A_DAY))).isTrue();
    }

    @Test
    void an_answer_that_was_overtaken_does_not_count() {
        var now = Instant.now();
        participations.told(asked(), new SellsIn(List.of("DE", "FR"), List.of(), now), A_DAY);
        participations.told(asked(), new SellsIn(List.of("DE"), List.of(), now.minusSeconds(5)), A_DAY);
        participations.notTold(
                new Asked(key(), now.minusSeconds(5), OptionalInt.empty()), "Amazon could not answer", A_DAY);
        assertThat(shown().path("sellsIn").toString()).isEqualTo("[\"DE\",\"FR\"]");
        assertThat(shown().path("sellsInProblem").isMissingNode()).isTrue();
    }

    @Test
    void two_replicas_do_not_ask_about_the_same_account() {
        participations.plan();
        assertThat(mine(participations.claim(1_000, A_DAY))).isTrue();
        assertThat(mine(participations.claim(1_000, A_DAY))).isFalse();
    }

    @Test
    void an_account_that_is_left_alone_is_not_asked_about() {
        participations.plan();
        database.useHandle(handle -> handle.execute(
                "update amazon_account set suspended_until = now() + interval '1 hour', suspended_reason = 'revoked' where amazon_account_id = ?",
                account));
        assertThat(mine(participations.claim(1_000, A_DAY))).isFalse();
        database.useHandle(handle -> handle.execute(
                "update amazon_account set suspended_until = null, suspended_reason = null where amazon_account_id = ?",
                account));
        assertThat(mine(participations.claim(1_000, A_DAY))).isTrue();
    }

    private boolean mine(List<Due> due) {
        return due.stream().map(Due::account).anyMatch(key()::equals);
    }

    private Asked asked() {
        return new Asked(key(), Instant.now(), OptionalInt.empty());
    }

    private AccountKey key() {
        return new AccountKey(merchant.merchant().id(), account);
    }

    private Duration dueIn() {
        return database.withHandle(
                handle -> handle.select("select due_at from amazon_participation where amazon_account_id = ?", account)
                        .mapTo(Instant.class)
                        .map(due -> Duration.between(Instant.now(), due))
                        .one());
    }

    private String awaitTold() {
        return await().atMost(20, SECONDS).until(() -> shown().path("sellsIn").toString(), told -> !told.isEmpty());
    }

    private JsonNode shown() {
        return shown(account);
    }

    private JsonNode shown(long which) {
        return merchant.calls()
                .get("/api/v1/amazon-accounts/" + which)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private ValidatableResponse list(String marketplace) {
        return merchant.calls()
                .body(Map.of("name", "In " + marketplace, "amazonAccountId", account, "marketplace", marketplace))
                .post("/api/v1/selling-lists")
                .then();
    }

    private ValidatableResponse report(String marketplace) {
        return merchant.calls()
                .body(Map.of("marketplace", marketplace))
                .post("/api/v1/amazon-accounts/%d/catalogue-reports".formatted(account))
                .then();
    }

    private long connect(String refreshToken) {
        return connect(refreshToken, id);
    }

    private long connect(String refreshToken, String sellerId) {
        return merchant.calls()
                .body(Map.of(
                        "name",
                        "Sells",
                        "region",
                        "EU",
                        "sellerId",
                        sellerId,
                        "clientId",
                        "client-" + id,
                        "clientSecret",
                        "secret-" + id,
                        "refreshToken",
                        refreshToken))
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
    }
}
