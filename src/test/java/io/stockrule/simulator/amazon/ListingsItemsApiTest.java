package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.FRANCE;
import static io.stockrule.simulator.World.GERMANY;
import static io.stockrule.simulator.World.patchBody;
import static io.stockrule.simulator.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingsItemsApiTest {
    private static final String LISTINGS = """
            [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3,
               "lead_time_to_ship_max_days":5,"restock_date":"2026-12-01"}]},
             {"sku":"FBA","channels":[{"fulfillment_channel_code":"AMAZON_EU"}]},
             {"sku":"DUAL","channels":[{"fulfillment_channel_code":"AMAZON_EU"},
               {"fulfillment_channel_code":"DEFAULT","quantity":2}]},
             {"sku":"A/B c+d%é","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":1}]},
             {"sku":"ONLY-FR","marketplaces":["A13V1IB3VIYZZH"],
               "channels":[{"fulfillment_channel_code":"DEFAULT","quantity":4}]}]""";

    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("""
                {"requestsPerSecond":10000,"burst":10000,"supplySources":["berlin-1"]}""", LISTINGS);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonNode live(String sku) {
        return read(sku, GERMANY).path("fulfillmentAvailability");
    }

    private JsonNode read(String sku, String marketplace) {
        var sets = "&includedData=summaries,attributes,issues,fulfillmentAvailability";
        return world.amazon("GET", "/" + sku + "?marketplaceIds=" + marketplace + sets, "")
                .body();
    }

    private JsonNode submitted(String sku, String marketplace) {
        return read(sku, marketplace).at("/attributes/fulfillment_availability");
    }

    private void effects() {
        world.clock.pass(Duration.ofSeconds(1));
        await().until(() -> {
            for (var patch : world.patches("")) {
                if (patch.path("status").asText().equals("ACCEPTED") && !patch.has("settled")) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void an_accepted_quantity_becomes_effective_only_after_a_while() {
        var reply = world.patch("MUG", "merge", units(7));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(submitted("MUG", GERMANY).at("/0/quantity").asInt()).isEqualTo(7);
        assertThat(live("MUG").at("/0/quantity").asInt()).isEqualTo(3);
        effects();
        assertThat(live("MUG").at("/0/quantity").asInt()).isEqualTo(7);
    }

    @Test
    void merge_keeps_handling_time_and_restock_date() {
        world.patch("MUG", "merge", units(7));
        effects();

        assertThat(world.listing("MUG").at("/live/0").toString())
                .isEqualTo("{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":7,\"lead_time_to_ship_max_days\":5,"
                        + "\"restock_date\":\"2026-12-01\"}");
    }

    @ParameterizedTest
    @CsvSource({"replace", "add"})
    void replace_and_add_drop_handling_time_and_restock_date(String op) {
        world.patch("MUG", op, units(7));
        effects();

        assertThat(world.listing("MUG").at("/live/0").toString())
                .isEqualTo("{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":7}");
        assertThat(submitted("MUG", GERMANY).at("/0").has("lead_time_to_ship_max_days"))
                .isFalse();
    }

    @Test
    void delete_removes_the_channel_it_names() {
        world.patch("DUAL", "delete", "{\"fulfillment_channel_code\":\"DEFAULT\"}");
        effects();

        assertThat(live("DUAL").toString()).isEqualTo("[{\"fulfillmentChannelCode\":\"AMAZON_EU\"}]");
    }

    @Test
    void one_quantity_is_shared_by_all_marketplaces_while_their_attributes_stay_apart() {
        world.patch("MUG", "merge", units(7));
        effects();

        assertThat(read("MUG", FRANCE).at("/fulfillmentAvailability/0/quantity").asInt())
                .isEqualTo(7);
        assertThat(submitted("MUG", FRANCE).at("/0/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void submissions_of_one_sku_become_effective_in_their_order() {
        for (int quantity = 10; quantity < 20; quantity++) {
            world.patch("MUG", "merge", units(quantity));
        }
        effects();

        assertThat(live("MUG").at("/0/quantity").asInt()).isEqualTo(19);
        assertThat(world.control("/events?after=0").path("items").findValuesAsText("quantity"))
                .containsExactly("10", "11", "12", "13", "14", "15", "16", "17", "18", "19");
    }

    @Test
    void a_sellers_quantity_turns_an_fba_offer_and_strands_its_stock() {
        world.patch("FBA", "merge", units(7));
        effects();

        assertThat(live("FBA").findValuesAsText("fulfillmentChannelCode")).containsExactly("AMAZON_EU", "DEFAULT");
        assertThat(world.listing("FBA").path("stranded").asBoolean()).isTrue();
        assertThat(world.patches("?fba=true").findValuesAsText("sku")).containsExactly("FBA");
        assertThat(world.control("/events?after=0").path("items").findValuesAsText("kind"))
                .containsExactly("FBA_STRANDED", "QUANTITY_EFFECTIVE");
    }

    @Test
    void a_quantity_on_a_dual_offer_is_recorded_as_fba_but_strands_nothing() {
        world.patch("DUAL", "merge", units(7));
        effects();

        assertThat(world.listing("DUAL").path("stranded").asBoolean()).isFalse();
        assertThat(world.patches("?fba=true")).hasSize(1);
    }

    @Test
    void a_supply_source_is_a_channel_of_its_own() {
        world.patch("MUG", "merge", "{\"fulfillment_channel_code\":\"berlin-1\",\"quantity\":9}");
        effects();

        assertThat(live("MUG").toString())
                .isEqualTo("[{\"fulfillmentChannelCode\":\"DEFAULT\",\"quantity\":3},"
                        + "{\"fulfillmentChannelCode\":\"berlin-1\",\"quantity\":9}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            OP      | VALUE                                                                        | CODE
            merge   | {"quantity":7}                                                               | 99022
            merge   | {"fulfillment_channel_code":"","quantity":7}                                 | 99022
            merge   | {"fulfillment_channel_code":"DEFAULT"}                                       | 99022
            merge   | {"fulfillment_channel_code":"DEFAULT","lead_time_to_ship_max_days":2}        | 99022
            replace |                                                                              | 99022
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":-1}                         | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":1.5}                        | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":"7"}                        | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":null}                       | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":3000000000}                 | 90244
            merge   | {"fulfillment_channel_code":"ELSEWHERE","quantity":7}                        | 90244
            merge   | {"fulfillment_channel_code":"AMAZON_EU","quantity":7}                        | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":7,"colour":"red"}           | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":7,"is_inventory_available":true} | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":7,"lead_time_to_ship_max_days":31} | 90244
            merge   | {"fulfillment_channel_code":"DEFAULT","quantity":7,"restock_date":"tomorrow"} | 90244
            """)
    void a_bad_value_is_answered_200_and_invalid(String op, String value, String code) {
        var reply = world.patch("MUG", op, value == null ? "" : value);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("status").asText()).isEqualTo("INVALID");
        assertThat(reply.body().at("/issues/0/code").asText()).isEqualTo(code);
        assertThat(world.listing("MUG").at("/live/0/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void the_camel_case_name_of_the_attribute_is_invalid() {
        var reply = world.amazon(
                "PATCH",
                "/MUG?marketplaceIds=" + GERMANY,
                patchBody("merge", units(7)).replace("fulfillment_availability", "fulfillmentAvailability"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("status").asText()).isEqualTo("INVALID");
        assertThat(reply.body().at("/issues/0/code").asText()).isEqualTo("90000900");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
            BODY
            not json
            {}
            {"productType":"PRODUCT"}
            {"productType":"PRODUCT","patches":[]}
            {"patches":[{"op":"merge","path":"/attributes/fulfillment_availability","value":[{}]}]}
            {"productType":"PRODUCT","patches":[{"op":"move","path":"/attributes/fulfillment_availability","value":[{}]}]}
            {"productType":"PRODUCT","patches":[{"op":"merge","path":"/fulfillment_availability","value":[{}]}]}
            {"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/fulfillment_availability/0","value":[{}]}]}
            {"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/fulfillment_availability"}]}
            {"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/fulfillment_availability","value":[7]}]}
            """)
    void a_malformed_patch_is_answered_400(String body) {
        var reply = world.amazon("PATCH", "/MUG?marketplaceIds=" + GERMANY, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/errors/0/code").asText()).isEqualTo("InvalidInput");
        assertThat(reply.header("x-amzn-RateLimit-Limit")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            METHOD, PATH
            GET,    /MUG
            GET,    /MUG?marketplaceIds=
            GET,    '/MUG?marketplaceIds=A1PA6795UKMFR9,A13V1IB3VIYZZH'
            GET,    /MUG?marketplaceIds=ATVPDKIKX0DER
            GET,    /MUG?marketplaceIds=A1PA6795UKMFR9&includedData=everything
            PATCH,  /MUG
            PATCH,  '/MUG?marketplaceIds=A1PA6795UKMFR9,A13V1IB3VIYZZH'
            PATCH,  /MUG?marketplaceIds=A1PA6795UKMFR9&mode=PREVIEW
            GET,    ?marketplaceIds=A1PA6795UKMFR9&identifiers=MUG
            GET,    ?marketplaceIds=A1PA6795UKMFR9&identifiersType=SKU
            GET,    ?marketplaceIds=A1PA6795UKMFR9&identifiers=MUG&identifiersType=COLOUR
            GET,    ?marketplaceIds=A1PA6795UKMFR9&pageSize=21
            GET,    ?marketplaceIds=A1PA6795UKMFR9&pageToken=@
            GET,    '?marketplaceIds=A1PA6795UKMFR9&identifiersType=SKU&identifiers=1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1'
            """)
    void a_bad_parameter_is_answered_400(String method, String path) {
        assertThat(world.amazon(method, path, patchBody("merge", units(7))).status())
                .isEqualTo(400);
    }

    @Test
    void a_preview_judges_and_changes_nothing() {
        var path = "/MUG?marketplaceIds=" + GERMANY + "&mode=VALIDATION_PREVIEW&includedData=identifiers,issues";

        var good = world.amazon("PATCH", path, patchBody("merge", units(7))).body();
        var bad = world.amazon("PATCH", path, patchBody("merge", units(-7))).body();

        assertThat(good.path("status").asText()).isEqualTo("VALID");
        assertThat(good.at("/identifiers/0/asin").asText()).startsWith("B0");
        assertThat(bad.path("status").asText()).isEqualTo("INVALID");
        assertThat(submitted("MUG", GERMANY).at("/0/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void an_unknown_sku_is_not_found_by_a_read_and_invalid_for_a_patch() {
        assertThat(world.amazon("GET", "/NOTHING?marketplaceIds=" + GERMANY, "").status())
                .isEqualTo(404);
        assertThat(world.amazon("GET", "/ONLY-FR?marketplaceIds=" + GERMANY, "").status())
                .isEqualTo(404);
        assertThat(world.patch("NOTHING", "merge", units(1))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("INVALID");
    }

    @Test
    void a_sku_of_special_characters_is_found_by_its_encoded_name() {
        var encoded = "A%2FB%20c%2Bd%25%C3%A9";

        assertThat(read(encoded, GERMANY).path("sku").asText()).isEqualTo("A/B c+d%é");
        assertThat(world.amazon(
                                "GET",
                                "?marketplaceIds=" + GERMANY + "&identifiersType=SKU&identifiers=MUG," + encoded,
                                "")
                        .body()
                        .path("items")
                        .findValuesAsText("sku"))
                .containsExactlyInAnyOrder("MUG", "A/B c+d%é");
    }

    @Test
    void a_search_shows_ten_unless_told_otherwise_and_pages() {
        world.control("PUT", "/amazon/accounts/" + World.SELLER + "/listings", manyListings());
        var query = "?marketplaceIds=" + GERMANY;

        var first = world.amazon("GET", query, "").body();
        var second = world.amazon(
                        "GET",
                        query + "&pageToken="
                                + first.at("/pagination/nextToken").asText(),
                        "")
                .body();
        var large = world.amazon("GET", query + "&pageSize=20", "").body();

        assertThat(first.path("items")).hasSize(10);
        assertThat(first.path("numberOfResults").asInt()).isEqualTo(29);
        assertThat(second.path("items").findValuesAsText("sku"))
                .hasSize(10)
                .doesNotContainAnyElementsOf(first.path("items").findValuesAsText("sku"));
        assertThat(large.path("items")).hasSize(20);
    }

    private static String manyListings() {
        var all = SimulatorJson.MAPPER.createArrayNode();
        for (int i = 0; i < 25; i++) {
            all.addObject().put("sku", "MANY-" + i).putArray("channels");
        }
        return all.toString();
    }

    @Test
    void an_order_lowers_the_quantity_without_a_push() {
        world.control("POST", "/amazon/accounts/" + World.SELLER + "/orders", "{\"sku\":\"MUG\",\"units\":2}");

        assertThat(live("MUG").at("/0/quantity").asInt()).isEqualTo(1);
        assertThat(world.control("/events?after=0").at("/items/0/kind").asText())
                .isEqualTo("ORDER_PLACED");
    }

    @Test
    void a_quantity_of_zero_takes_the_offer_off_sale_and_another_puts_it_back() {
        world.patch("MUG", "merge", units(0));
        effects();
        assertThat(read("MUG", GERMANY).at("/summaries/0/status").toString()).isEqualTo("[\"DISCOVERABLE\"]");

        world.patch("MUG", "merge", units(1));
        effects();
        assertThat(read("MUG", GERMANY).at("/summaries/0/status").toString()).contains("BUYABLE");
    }

    @Test
    void an_accepted_quantity_may_vanish_without_a_word() {
        world.control("POST", "/faults", "{\"operation\":\"patchListingsItem\",\"kind\":\"VANISH\",\"times\":1}");

        var reply = world.patch("MUG", "merge", units(7));
        effects();

        assertThat(reply.body().path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(live("MUG").at("/0/quantity").asInt()).isEqualTo(3);
        assertThat(submitted("MUG", GERMANY).at("/0/quantity").asInt()).isEqualTo(7);
        assertThat(read("MUG", GERMANY).path("issues")).isEmpty();
    }

    @Test
    void an_accepted_quantity_may_end_in_an_issue() {
        world.control("POST", "/faults", "{\"operation\":\"patchListingsItem\",\"kind\":\"ISSUE\",\"times\":1}");

        world.patch("MUG", "merge", units(7));
        effects();

        assertThat(live("MUG").at("/0/quantity").asInt()).isEqualTo(3);
        assertThat(read("MUG", GERMANY).at("/issues/0/severity").asText()).isEqualTo("ERROR");
    }

    @Test
    void every_patch_is_on_record_in_the_order_of_arrival_with_its_answer() {
        world.patch("MUG", "merge", units(1));
        world.patch("MUG", "merge", units(-1));
        world.patch("MUG", "replace", units(2));

        var record = world.patches("?sku=MUG");
        assertThat(record.findValuesAsText("status")).containsExactly("ACCEPTED", "INVALID", "ACCEPTED");
        assertThat(record.findValuesAsText("submissionId")).hasSize(3).doesNotHaveDuplicates();
        assertThat(record.at("/0/op").asText()).isEqualTo("merge");
        assertThat(record.at("/2/quantity").asInt()).isEqualTo(2);
        assertThat(record.at("/2/answered").asText()).isEqualTo("200");
    }
}
