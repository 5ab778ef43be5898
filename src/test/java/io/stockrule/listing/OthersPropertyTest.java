package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What belongs to another merchant is as if it did not exist, at every address that the service publishes
/// about profiles, Amazon accounts, Selling Lists and listings.
@QuarkusTest
class OthersPropertyTest {
    private static final List<String> FEATURES = List.of("profiles", "amazon-accounts", "selling-lists", "listings");

    /// Bodies that would succeed for the owner; an address without one is called with an empty object.
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("PATCH /api/v1/amazon-accounts/{id}", "{\"updateQuantity\":false,\"clientSecret\":\"stolen\"}"),
            Map.entry("POST /api/v1/amazon-accounts/{id}/catalogue-reports", "{\"marketplace\":\"DE\"}"),
            Map.entry("POST /api/v1/amazon-accounts/{id}/catalogues/{marketplace}/actions/link", "{\"exact\":true}"),
            Map.entry("PATCH /api/v1/selling-lists/{id}", "{\"name\":\"stolen\",\"profile\":\"Default\"}"),
            Map.entry("POST /api/v1/selling-lists/{listId}/items", "{\"items\":[{\"shop\":1,\"variantId\":1}]}"),
            Map.entry("POST /api/v1/selling-lists/{listId}/links/map", "store SKU,Amazon SKU\nSKU-1,stolen\n"),
            Map.entry("POST /api/v1/selling-lists/{listId}/proposals", "Amazon SKU\nAMZ-1\n"),
            Map.entry("POST /api/v1/selling-lists/{listId}/overrides", "Amazon SKU,pin,reason\nAMZ-1,0,stolen\n"),
            Map.entry("PUT /api/v1/listings/{id}/overrides/{kind}", "{\"units\":0,\"reason\":\"stolen\"}"),
            Map.entry("PATCH /api/v1/listings/{id}", "{\"sellerSku\":\"stolen\"}"),
            Map.entry("POST /api/v1/selling-lists/{id}/preview", "{\"profile\":\"Default\"}"));

    @Inject
    Jdbi database;

    @Test
    void no_address_opens_what_belongs_to_another_merchant() {
        var owner = TestSeller.create();
        owner.profile("Candles", 3).statusCode(201);
        long list = owner.list("Candles");
        long listing = owner.link(list, 1, "AMZ-1");
        owner.calls()
                .body("{\"units\":7,\"reason\":\"a photo shoot\"}")
                .put("/api/v1/listings/%d/overrides/pin".formatted(listing))
                .then()
                .statusCode(201);
        var before = contents(owner);
        var thief = TestSeller.create();

        var addresses = addresses(thief);
        assertThat(addresses).hasSizeGreaterThan(10);
        assertThat(addresses).allSatisfy(address -> {
            var body = BODIES.getOrDefault(address.toString(), "{}");
            int status = thief.merchant()
                    .calls()
                    .contentType(body.startsWith("{") ? "application/json" : "text/csv")
                    .body(body)
                    .request(address.method(), address.of(owner, list, listing))
                    .statusCode();
            assertThat(status).isEqualTo(404);
        });
        assertThat(contents(owner)).isEqualTo(before);
    }

    @Test
    void lists_show_only_ones_own() {
        var owner = TestSeller.create();
        owner.list("Default");
        var other = TestSeller.create();
        other.list("Default");
        for (var feature : List.of("amazon-accounts", "selling-lists", "profiles")) {
            var items = other.calls()
                    .get("/api/v1/" + feature)
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(items.jsonPath().getList("items")).hasSize(1);
        }
    }

    @Test
    void a_selling_list_cannot_use_another_merchants_account_or_profile() {
        var owner = TestSeller.create();
        owner.profile("Candles", 3).statusCode(201);
        var thief = TestSeller.create();
        var stolenAccount = Map.of("name", "x", "amazonAccountId", owner.account(), "marketplace", "DE");
        var stolenProfile =
                Map.of("name", "x", "amazonAccountId", thief.account(), "marketplace", "DE", "profile", "Candles");
        for (var body : List.of(stolenAccount, stolenProfile)) {
            thief.calls().body(body).post("/api/v1/selling-lists").then().statusCode(404);
        }
    }

    @Test
    void a_profile_of_the_same_name_is_ones_own() {
        var owner = TestSeller.create();
        owner.profile("Candles", 3).statusCode(201);
        var other = TestSeller.create();
        other.profile("Candles", 4).statusCode(201);
        var text = owner.calls()
                .accept(ContentType.TEXT)
                .get("/api/v1/profiles/Candles")
                .asString();
        assertThat(text).contains("custom 3");
    }

    /// Every published address with an id or name in it, but the one that creates a profile and
    /// the one that looks at lists by the name of a profile, of which everybody has one of their own.
    private static List<Address> addresses(TestSeller seller) {
        Map<String, Map<String, Object>> paths = seller.merchant()
                .calls()
                .accept(ContentType.JSON)
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        return paths.entrySet().stream()
                .filter(path -> path.getKey().contains("{"))
                .filter(path -> FEATURES.stream().anyMatch(it -> path.getKey().startsWith("/api/v1/" + it + "/")))
                .flatMap(path -> methods(path.getValue()).map(method -> new Address(method, path.getKey())))
                .filter(address -> !address.toString().equals("PUT /api/v1/profiles/{name}"))
                .filter(address -> !address.toString().equals("POST /api/v1/profiles/{name}/preview"))
                .toList();
    }

    private static Stream<Method> methods(Map<String, Object> path) {
        return Stream.of(Method.values())
                .filter(method -> path.containsKey(method.name().toLowerCase(Locale.ROOT)));
    }

    private List<Map<String, Object>> contents(TestSeller owner) {
        return Stream.of(
                        "profile",
                        "profile_version",
                        "amazon_account",
                        "selling_list",
                        "listing",
                        "listing_override",
                        "target")
                .flatMap(table -> database
                        .withHandle(handle -> handle.select(
                                        "select '%1$s' of, t::text from %1$s t where merchant_id = ? order by 2"
                                                .formatted(table),
                                        owner.merchant().id())
                                .mapToMap()
                                .list())
                        .stream())
                .toList();
    }

    private record Address(Method method, String path) {
        String of(TestSeller owner, long list, long listing) {
            var id = path.startsWith("/api/v1/amazon-accounts")
                    ? owner.account()
                    : path.startsWith("/api/v1/selling-lists") ? list : listing;
            return path.replace("{name}", "Candles")
                    .replace("{version}", "1")
                    .replace("{marketplace}", "DE")
                    .replaceAll("\\{\\w+\\}", Long.toString(id));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
