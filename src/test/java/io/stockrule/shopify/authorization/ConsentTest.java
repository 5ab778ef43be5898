package io.stockrule.shopify.authorization;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.arc.All;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stockrule.access.SealedSecrets;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.SimulatedShop;
import io.stockrule.shopify.TestShop;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.Reply;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The authorization code grant with the simulated Shopify, from the new shop to an answered question.
@QuarkusTest
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class ConsentTest {
    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    GraphQl graphql;

    @Inject
    ShopLogins logins;

    @Inject
    Jdbi database;

    @Inject
    InstantSource time;

    @Inject
    @All
    List<SealedSecrets> sealed;

    SimulatedShop simulated;
    TestShop shop;

    @BeforeEach
    void create() {
        simulated = SimulatedShop.create(shopify, "AUTHORIZATION_CODE");
        shop = simulated.shop();
    }

    private Reply ask() {
        return graphql.ask(logins.login(shop.key()).orElseThrow(), Documents.SHOP_AND_GRANT, Map.of());
    }

    @Test
    void a_consent_opens_the_shop() {
        shop.shown()
                .body("grant", equalTo("AUTHORIZATION_CODE"))
                .body("suspendedReason", startsWith("the shop is not connected yet"))
                .body("$", not(hasKey("connectedAt")));
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("/api/v1/shops/%d/actions/authorize".formatted(shop.id())));
        SimulatedShop.comeBack(simulated.consent(simulated.authorize()))
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .body(containsString("The shop is connected"))
                .body(containsString(shop.domain()));
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        shop.shown()
                .body("$", hasKey("connectedAt"))
                .body("$", not(hasKey("suspendedReason")))
                .body("$", not(hasKey("reconnectBy")))
                .body("lackingScopes", hasSize(0));
    }

    @Test
    void the_address_is_shopifys_and_asks_for_what_is_needed() {
        var address = simulated.authorize();
        assertThat(address.toString())
                .startsWith(shopify.endpoint().replace("{shop}", shop.domain()) + "/admin/oauth/authorize?");
        assertThat(parameters(address.getRawQuery()))
                .containsEntry("client_id", "client")
                .containsEntry("scope", "read_products,read_inventory,read_locations")
                .containsEntry("redirect_uri", "http://127.0.0.1:1/shopify/authorized")
                .containsOnlyKeys("client_id", "scope", "redirect_uri", "state");
    }

    @Test
    void a_scope_that_is_lacking_is_told_on_the_page_and_of_the_shop() {
        simulated.control("PUT", "", Map.of("scopes", List.of("write_inventory", "read_products")));
        SimulatedShop.comeBack(simulated.consent(simulated.authorize()))
                .statusCode(200)
                .body(containsString("lacks the access scope read_locations"));
        shop.shown().body("lackingScopes", contains("read_locations"));
    }

    @Test
    void nothing_that_is_secret_is_in_the_database_or_in_an_answer() {
        var address = simulated.authorize();
        simulated.connect();
        var state = parameters(address.getRawQuery()).get("state");
        var tokens = database.withHandle(handle -> handle.select(
                        "select (select string_agg(c::text, '') from shop_connection c where shop_id = :id)"
                                + " || (select string_agg(a::text, '') from shop_authorization a where shop_id = :id)")
                .bind("id", shop.id())
                .mapTo(String.class)
                .one());
        assertThat(tokens)
                .doesNotContain("shpua_", hex("shpua_"), "shprt_", hex("shprt_"), state, hex(String.valueOf(state)));
        assertThat(shop.shown().extract().asString()).doesNotContain("shpua_", "shprt_", state);
        assertThat(sealed.stream().flatMap(each -> each.someOfEachKey().stream()))
                .extracting(each -> each.purpose().replaceAll("/\\d+/\\d+/", " "))
                .contains("shop-connection access-token", "shop-connection refresh-token");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    @Test
    void a_shop_that_was_connected_otherwise_is_connected_by_consent_from_then_on() {
        shop.change(Map.of("accessToken", "shpat_wrong")).statusCode(200);
        assertThat(ask()).isInstanceOf(Reply.Refused.class);
        simulated.connect();
        shop.shown().body("grant", equalTo("AUTHORIZATION_CODE"));
        assertThat(ask()).isInstanceOf(Reply.Data.class);
        shop.change(Map.of("accessToken", "shpat_" + shop.domain())).statusCode(200);
        shop.shown().body("grant", equalTo("PERMANENT_TOKEN")).body("$", not(hasKey("connectedAt")));
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    /// What Shopify sends the merchant back with, to be changed by the test.
    private SortedMap<String, String> answer() {
        return parameters(simulated.consent(simulated.authorize()).getRawQuery());
    }

    private static SortedMap<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8), (first, _) -> first, TreeMap::new));
    }

    private static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static SortedMap<String, String> signed(SortedMap<String, String> parameters, String secret) {
        parameters.remove("hmac");
        var message = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            parameters.put("hmac", HexFormat.of().formatHex(mac.doFinal(message.getBytes(UTF_8))));
            return parameters;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse comeBack(SortedMap<String, String> parameters) {
        return comeBack(query(parameters));
    }

    private static ValidatableResponse comeBack(String query) {
        return SimulatedShop.comeBack(URI.create("http://127.0.0.1:1" + Shop.AUTHORIZED + "?" + query));
    }

    /// On a page for the merchant, and as a problem for programs.
    private void assertRefused(SortedMap<String, String> parameters, int status, String type, String words) {
        var page = comeBack(parameters)
                .statusCode(status)
                .contentType("text/html")
                .body(allOf(containsString("The shop is not connected"), containsString(words)));
        var code = parameters.getOrDefault("code", "");
        if (!code.isEmpty()) {
            page.body(not(containsString(code)));
        }
        given().urlEncodingEnabled(false)
                .get(Shop.AUTHORIZED + "?" + query(parameters))
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", endsWith(":" + type));
        assertNotConnected();
    }

    private void assertNotConnected() {
        shop.shown().body("$", not(hasKey("connectedAt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "hmac", "shop", "state", "timestamp"})
    void an_answer_that_lacks_something_is_refused(String name) {
        var answer = answer();
        answer.remove(name);
        assertRefused(answer, 400, "incomplete-answer", "lacks " + name);
        answer.put(name, "");
        assertRefused(answer, 400, "incomplete-answer", "lacks " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "hmac", "shop", "state", "timestamp", "host"})
    void an_answer_that_says_something_twice_is_refused(String name) {
        var answer = answer();
        comeBack(query(answer) + "&" + name + "=" + URLEncoder.encode(String.valueOf(answer.get(name)), UTF_8))
                .statusCode(400);
        assertNotConnected();
    }

    @Test
    void an_answer_to_nobody_is_refused() {
        var answer = answer();
        answer.put("state", "made-up");
        assertRefused(signed(answer, TestShop.SECRET), 400, "unknown-state", "nobody waits");
    }

    @Test
    void an_address_counts_until_there_is_a_newer_one() {
        var older = answer();
        var newer = answer();
        assertRefused(older, 400, "unknown-state", "nobody waits");
        comeBack(newer).statusCode(200);
    }

    @Test
    void an_answer_counts_once() {
        var answer = answer();
        comeBack(answer).statusCode(200);
        comeBack(answer).statusCode(409).body(containsString("came already"));
        assertThat(simulated.tokensGiven()).isEqualTo(1);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    @Test
    void an_address_counts_for_a_while() {
        var answer = answer();
        database.useHandle(handle -> handle.execute(
                "update shop_authorization set expires_at = ? where shop_id = ?", time.instant(), shop.id()));
        assertRefused(answer, 410, "state-expired", "open for too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "shop", "timestamp", "host", "hmac"})
    void an_answer_that_was_changed_is_refused(String name) {
        var answer = answer();
        var value = String.valueOf(answer.get(name));
        answer.put(name, (value.charAt(0) == '1' ? "2" : "1") + value.substring(1));
        assertRefused(answer, 401, "not-signed", "not signed");
    }

    @Test
    void an_answer_with_something_added_is_refused() {
        var answer = answer();
        answer.put("added", "1");
        assertRefused(answer, 401, "not-signed", "not signed");
    }

    @Test
    void what_shopify_adds_and_signs_is_taken() {
        var answer = answer();
        answer.put("added", "1");
        comeBack(signed(answer, TestShop.SECRET)).statusCode(200);
    }

    @Test
    void an_answer_signed_with_the_secret_before_is_taken_and_with_another_refused() {
        shop.change(Map.of("clientSecret", "hush2")).statusCode(200);
        simulated.control("PUT", "", Map.of("clientSecret", "hush2"));
        assertRefused(signed(answer(), "hush3"), 401, "not-signed", "not signed");
        comeBack(signed(answer(), TestShop.SECRET)).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"-100", "100"})
    void an_answer_of_another_time_is_refused(long seconds) {
        var answer = answer();
        answer.put(
                "timestamp",
                Long.toString(Instant.ofEpochSecond(Long.parseLong(String.valueOf(answer.get("timestamp"))))
                        .plusSeconds(seconds)
                        .getEpochSecond()));
        assertRefused(signed(answer, TestShop.SECRET), 400, "stale-answer", "another time");
    }

    @Test
    void an_answer_about_another_shop_is_refused() {
        var answer = answer();
        answer.put("shop", "yoga.myshopify.com");
        assertRefused(signed(answer, TestShop.SECRET), 409, "wrong-shop", "the answer is about yoga.myshopify.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yoga.example.com", "<script>.myshopify.com", "a&b.myshopify.com"})
    void an_answer_about_no_shop_is_refused(String domain) {
        var answer = answer();
        answer.put("shop", domain);
        assertRefused(signed(answer, TestShop.SECRET), 400, "unreadable-answer", "not as it should be");
    }

    @Test
    void a_code_that_shopify_does_not_take_connects_nothing() {
        var answer = answer();
        answer.put("code", "made-up");
        comeBack(signed(answer, TestShop.SECRET)).statusCode(502).body(containsString("status 400, invalid_grant"));
        assertNotConnected();
    }

    @Test
    void a_lost_answer_to_the_code_connects_nothing_and_says_so() {
        var answer = answer();
        simulated.losesTokens(1);
        comeBack(answer).statusCode(502).body(containsString("begin again"));
        assertNotConnected();
        simulated.connect();
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }

    @Test
    void a_secret_that_cannot_be_read_is_told_before_and_after() {
        var answer = answer();
        database.useHandle(handle -> handle.execute(
                "update shop set client_secret = ? where shop_id = ?", new byte[] {1, 9, 9, 9, 9, 0}, shop.id()));
        assertRefused(answer, 503, "secrets-unreadable", "enter it anew");
        shop.calls()
                .post("/api/v1/shops/%d/actions/authorize".formatted(shop.id()))
                .then()
                .statusCode(409)
                .body("type", endsWith(":secrets-unreadable"));
    }

    @Test
    void others_shops_are_not_found() {
        TestMerchant.create("Yoga Shop")
                .calls()
                .post("/api/v1/shops/%d/actions/authorize".formatted(shop.id()))
                .then()
                .statusCode(404);
    }

    @Test
    void a_renamed_shop_is_asked_under_its_new_name() {
        simulated.connect();
        var renamed = "renamed-%d.myshopify.com".formatted(shop.id());
        simulated.control("POST", "/rename", Map.of("domain", renamed));
        assertThat(ask()).isEqualTo(new Reply.Refused("the shop does not exist (status 404)", true));
        shopify.shop(renamed).forward = simulated.simulators().shopifyEndpoint().replace("{shop}", renamed);
        shop.change(Map.of("domain", renamed)).statusCode(200);
        assertThat(ask()).isInstanceOf(Reply.Data.class);
    }
}
