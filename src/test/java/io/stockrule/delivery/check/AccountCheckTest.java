package io.stockrule.delivery.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.account.SimulatedAmazonResource;
import io.stockrule.simulator.SellerControl;
import io.stockrule.simulator.Simulators;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole way: over HTTP into the service, and from there over HTTP to a simulated Amazon.
@QuarkusTest
@TestProfile(AccountCheckTest.BeforeAmazon.class)
class AccountCheckTest {
    public static final class BeforeAmazon implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SimulatedAmazonResource.class));
        }
    }

    private static final String GERMANY = "A1PA6795UKMFR9";
    private static final String FRANCE = "A13V1IB3VIYZZH";
    private static int sellers;

    @SuppressWarnings("NullAway.Init") // by SimulatedAmazonResource
    Simulators simulators;

    @Inject
    Jdbi database;

    private TestSeller seller;
    private SellerControl amazon;

    @BeforeEach
    void connect() {
        var id = "ACHECK" + ++sellers;
        amazon = new SellerControl(simulators, id);
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(GERMANY)));
        listed("OWN-1", "DEFAULT", 3);
        var merchant = TestSeller.create();
        long account = merchant.calls()
                .body(Map.of(
                        "name",
                        "Checked",
                        "region",
                        "EU",
                        "sellerId",
                        id,
                        "clientId",
                        "client-" + id,
                        "clientSecret",
                        "secret-" + id,
                        "refreshToken",
                        "refresh-" + id))
                .post("/api/v1/amazon-accounts")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class)
                .path("id")
                .asLong();
        seller = new TestSeller(merchant.merchant(), account, merchant.shop());
    }

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void a_complete_connection_is_ok_in_all_and_nothing_was_changed() {
        link("OWN-1");
        var report = check();
        assertThat(results(report))
                .isEqualTo("CREDENTIALS OK, MARKETPLACES OK, SUSPENDED_LISTINGS OK, READING OK, CHANGING OK");
        assertThat(sentence(report, "MARKETPLACES")).isEqualTo("The seller sells in DE");
        assertThat(sentence(report, "CHANGING"))
                .isEqualTo("The application may change listings (tried on SKU \"OWN-1\", not applied)");
        var germany = one(report.path("marketplaces"), "marketplace", "DE");
        assertThat(germany.path("participates").asBoolean()).isTrue();
        assertThat(germany.path("inSellingLists").asBoolean()).isTrue();
        assertThat(one(report.path("marketplaces"), "marketplace", "FR")
                        .path("participates")
                        .asBoolean())
                .isFalse();
        assertThat(amazon.patches())
                .singleElement()
                .satisfies(patch -> assertThat(patch.path("status").asText()).isEqualTo("VALID"));
        assertThat(amazon.listing("OWN-1").at("/live/0/quantity").asInt()).isEqualTo(3);
        long sent = database.withHandle(handle -> handle.select(
                        "select count(*) from sent_number where amazon_account_id = ?", seller.account())
                .mapTo(Long.class)
                .one());
        assertThat(sent).isZero();
    }

    @Test
    void what_needs_a_listing_is_not_checked_before_one_is_linked() {
        var report = check();
        assertThat(results(report))
                .isEqualTo("CREDENTIALS OK, MARKETPLACES OK, SUSPENDED_LISTINGS OK, READING NOT_CHECKED,"
                        + " CHANGING NOT_CHECKED");
        assertThat(sentence(report, "CHANGING")).isEqualTo("Not checked yet, no listing is linked");
        assertThat(sentence(report, "MARKETPLACES")).contains("no Selling List names a marketplace yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ENTERED                        | SAYS
            {"clientSecret": "wrong"}      | does not accept the client id or secret
            {"refreshToken": "wrong"}      | does not accept the refresh token
            {"clientSecret": "wrong", "otherClientSecret": "worse"} | neither of the account's two client secrets
            """)
    void credentials_that_amazon_does_not_accept_fail_and_nothing_else_is_asked(String entered, String says) {
        link("OWN-1");
        check();
        patch(entered);
        var report = check();
        assertThat(results(report))
                .isEqualTo("CREDENTIALS FAILED, MARKETPLACES NOT_CHECKED, SUSPENDED_LISTINGS NOT_CHECKED,"
                        + " READING NOT_CHECKED, CHANGING NOT_CHECKED");
        assertThat(sentence(report, "CREDENTIALS")).contains(says);
    }

    /// A token of before the secret ended would go on serving for an hour.
    @Test
    void a_secret_that_has_ended_is_found_though_a_token_still_serves() {
        check();
        amazon.ask("PUT", "", Map.of("clientSecret", "rotated"));
        assertThat(results(check())).startsWith("CREDENTIALS FAILED");
    }

    @Test
    void of_two_secrets_it_is_told_which_one_amazon_accepts() {
        amazon.ask("PUT", "", Map.of("clientSecret", "rotated"));
        patch("{\"otherClientSecret\": \"rotated\"}");
        var report = check();
        assertThat(sentence(report, "CREDENTIALS")).endsWith("with otherClientSecret");
        seller.calls()
                .get("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .body("clientSecrets.serves", contains(false, true));
    }

    @Test
    void a_marketplace_where_the_seller_does_not_sell_is_told() {
        link("OWN-1");
        amazon.ask("PUT", "", Map.of("marketplaces", List.of(FRANCE)));
        var report = check();
        assertThat(results(report)).contains("MARKETPLACES FAILED");
        assertThat(sentence(report, "MARKETPLACES")).contains("does not sell in DE");
        amazon.ask("PUT", "", Map.of("marketplaces", List.of("ATVPDKIKX0DER")));
        assertThat(sentence(check(), "MARKETPLACES")).contains("in no marketplace of the region EU");
    }

    @Test
    void suspended_listings_are_told() {
        amazon.ask("PUT", "", Map.of("suspendedMarketplaces", List.of(GERMANY)));
        assertThat(results(check())).contains("SUSPENDED_LISTINGS WARNING");
        link("OWN-1");
        var report = check();
        assertThat(results(report)).contains("SUSPENDED_LISTINGS FAILED");
        assertThat(sentence(report, "SUSPENDED_LISTINGS")).endsWith("in DE");
    }

    @Test
    void where_the_seller_sells_needs_a_role_that_numbers_do_not_need() {
        link("OWN-1");
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("getMarketplaceParticipations")));
        var report = check();
        assertThat(results(report))
                .isEqualTo("CREDENTIALS OK, MARKETPLACES NOT_CHECKED, SUSPENDED_LISTINGS NOT_CHECKED, READING OK,"
                        + " CHANGING OK");
        assertThat(toDo(report, "MARKETPLACES")).contains("Finance and Accounting");
    }

    @Test
    void a_missing_role_for_changes_is_found_by_two_listings() {
        listed("OWN-2", "DEFAULT", 4);
        link("OWN-1", "OWN-2");
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("patchListingsItem")));
        var report = check();
        assertThat(results(report)).endsWith("READING OK, CHANGING FAILED");
        assertThat(sentence(report, "CHANGING")).contains("the role Product Listing is missing");
        assertThat(toDo(report, "CHANGING")).contains("enter the new refresh token");
        assertThat(account().path("suspendedReason").isMissingNode())
                .as("a check suspends nobody")
                .isTrue();
    }

    @Test
    void one_listing_that_is_denied_may_be_meant_itself() {
        link("OWN-1");
        denied("OWN-1");
        var report = check();
        assertThat(results(report)).endsWith("CHANGING FAILED");
        assertThat(sentence(report, "CHANGING")).contains("the only one that could be tried");
        amazon.noMoreFaults();
        denied("OWN-1");
        listed("OWN-2", "DEFAULT", 4);
        link("OWN-2");
        var second = check();
        assertThat(results(second)).endsWith("CHANGING WARNING");
        assertThat(sentence(second, "CHANGING")).contains("denies SKU \"OWN-1\"");
    }

    private void denied(String sku) {
        amazon.fault("patchListingsItem", "FORBIDDEN", Map.of("sku", sku, "times", 9));
    }

    @Test
    void a_missing_role_for_everything_is_found_by_reading() {
        link("OWN-1");
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("patchListingsItem", "searchListingsItems")));
        var report = check();
        assertThat(results(report)).endsWith("READING FAILED, CHANGING NOT_CHECKED");
        assertThat(toDo(report, "READING")).contains("the role Product Listing");
    }

    /// An offer that Amazon fulfils is never sent a number, and a preview has one in it.
    @Test
    void what_amazon_fulfils_is_not_tried() {
        listed("FBA", "AMAZON_EU", 0);
        link("FBA");
        var report = check();
        assertThat(results(report)).endsWith("READING OK, CHANGING NOT_CHECKED");
        assertThat(amazon.patches()).isEmpty();
    }

    @Test
    void links_to_nothing_are_told() {
        link("NOWHERE");
        var report = check();
        assertThat(results(report)).endsWith("READING FAILED, CHANGING NOT_CHECKED");
        assertThat(sentence(report, "READING")).contains("none of the 1 linked SKUs");
    }

    @Test
    void amazons_trouble_is_no_finding() {
        link("OWN-1");
        amazon.fault("getMarketplaceParticipations", "SERVER_ERROR", Map.of());
        amazon.fault("searchListingsItems", "THROTTLED", Map.of());
        var report = check();
        amazon.noMoreFaults();
        assertThat(results(report))
                .isEqualTo("CREDENTIALS OK, MARKETPLACES NOT_CHECKED, SUSPENDED_LISTINGS NOT_CHECKED,"
                        + " READING NOT_CHECKED, CHANGING NOT_CHECKED");
    }

    @Test
    void secrets_that_cannot_be_read_are_told() {
        database.useHandle(handle -> handle.execute("""
                update amazon_account set client_secret = ?, credentials_version = credentials_version + 1
                where amazon_account_id = ?
                """, new byte[] {1, 9, 9, 9, 9, 0}, seller.account()));
        var report = check();
        assertThat(results(report)).startsWith("CREDENTIALS FAILED, MARKETPLACES NOT_CHECKED");
        assertThat(toDo(report, "CREDENTIALS")).isEqualTo("enter both anew");
    }

    /// Numbers leave five times a second; what a person asks for takes its place among them.
    @Test
    void a_check_keeps_to_the_pace_of_the_account() {
        link("OWN-1");
        check();
        var next = database.withHandle(handle -> handle.select(
                        "select operation from pace where amazon_account_id = ? and next_at > now() - interval '1 minute'",
                        seller.account())
                .mapTo(String.class)
                .set());
        assertThat(next).containsExactlyInAnyOrder("send", "read");
        database.useHandle(handle -> handle.execute(
                "update pace set next_at = now() + interval '1 hour' where amazon_account_id = ?", seller.account()));
        assertThat(results(check())).endsWith("READING NOT_CHECKED, CHANGING NOT_CHECKED");
    }

    @Test
    void what_is_entered_is_tried_before_it_is_kept() {
        long before = accounts();
        var report = test(Map.of());
        assertThat(results(report))
                .isEqualTo("CREDENTIALS OK, MARKETPLACES OK, SUSPENDED_LISTINGS OK, READING OK, CHANGING NOT_CHECKED");
        assertThat(sentence(report, "READING")).isEqualTo("The application may read the seller's listings in DE");
        assertThat(one(report.path("marketplaces"), "marketplace", "DE")
                        .path("participates")
                        .asBoolean())
                .isTrue();
        assertThat(accounts()).isEqualTo(before);
    }

    private long accounts() {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from amazon_account where merchant_id = ?",
                        seller.merchant().id())
                .mapTo(Long.class)
                .one());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FIELD        | SAYS
            clientSecret | does not accept the client id or secret
            refreshToken | does not accept the refresh token
            """)
    void a_wrong_secret_is_told_and_not_shown(String field, String says) {
        var report = test(Map.of(field, "mistyped-by-hand"));
        assertThat(results(report)).startsWith("CREDENTIALS FAILED, MARKETPLACES NOT_CHECKED");
        assertThat(sentence(report, "CREDENTIALS")).contains(says);
        assertThat(report.toString()).doesNotContain("mistyped-by-hand");
    }

    @Test
    void a_missing_role_is_named_before_anything_is_kept() {
        amazon.ask("PUT", "", Map.of("deniedOperations", List.of("searchListingsItems")));
        var report = test(Map.of());
        assertThat(results(report)).endsWith("READING FAILED, CHANGING NOT_CHECKED");
        assertThat(sentence(report, "READING")).contains("the role Product Listing is missing");
    }

    @ParameterizedTest
    @CsvSource({"region, ATLANTIS", "sellerId, 'A B'", "refreshToken, ''", "colour, red"})
    void what_cannot_be_tried_is_refused(String field, String value) {
        entered(Map.of(field, value)).statusCode(400);
    }

    private JsonNode test(Map<String, String> others) {
        return entered(others).statusCode(200).extract().as(JsonNode.class);
    }

    private ValidatableResponse entered(Map<String, String> others) {
        var id = "ACHECK" + sellers;
        var body = new HashMap<>(Map.of(
                "region",
                "EU",
                "sellerId",
                id,
                "clientId",
                "client-" + id,
                "clientSecret",
                "secret-" + id,
                "refreshToken",
                "refresh-" + id));
        body.putAll(others);
        return seller.calls()
                .body(body)
                .post("/api/v1/amazon-accounts/actions/test")
                .then();
    }

    @Test
    void another_merchants_account_is_not_found() {
        TestSeller.create()
                .calls()
                .post("/api/v1/amazon-accounts/%d/actions/check".formatted(seller.account()))
                .then()
                .statusCode(404);
    }

    private void listed(String sku, String channel, int quantity) {
        var offer = new HashMap<String, Object>(Map.of("fulfillment_channel_code", channel));
        if (channel.equals("DEFAULT")) {
            offer.put("quantity", quantity);
        }
        amazon.ask("PUT", "/listings", List.of(Map.of("sku", sku, "channels", List.of(offer))));
    }

    private void link(String... skus) {
        long list = seller.list("Default");
        for (int i = 0; i < skus.length; i++) {
            seller.link(list, i + 1L, skus[i]);
        }
    }

    private void patch(String change) {
        seller.calls()
                .body(change)
                .patch("/api/v1/amazon-accounts/" + seller.account())
                .then()
                .statusCode(200);
    }

    private JsonNode account() {
        return seller.calls().get("/api/v1/amazon-accounts/" + seller.account()).as(JsonNode.class);
    }

    private JsonNode check() {
        return seller.calls()
                .post("/api/v1/amazon-accounts/%d/actions/check".formatted(seller.account()))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private static String results(JsonNode report) {
        return String.join(
                ", ",
                stream(report.path("checks"))
                        .map(one -> one.path("check").asText() + " "
                                + one.path("result").asText())
                        .toList());
    }

    private static String sentence(JsonNode report, String check) {
        return one(report.path("checks"), "check", check).path("sentence").asText();
    }

    private static String toDo(JsonNode report, String check) {
        return one(report.path("checks"), "check", check).path("toDo").asText();
    }

    private static JsonNode one(JsonNode items, String field, String value) {
        return stream(items)
                .filter(item -> item.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
