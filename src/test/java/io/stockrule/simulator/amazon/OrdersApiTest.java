package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.SharedData;
import io.stockrule.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersApiTest {
    private static final String ALL = "&includedData=FULFILLMENT,CANCELLATION";

    @TempDir
    Path data;

    private World world;
    private String begin;

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("{}", """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":10}]},
                 {"sku":"FBA","channels":[{"fulfillment_channel_code":"AMAZON_EU"}]}]""");
        begin = world.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void an_order_is_pending_lowers_the_quantity_and_is_told_after_two_minutes() {
        var order = order("{\"sku\":\"MUG\",\"units\":3}");
        assertThat(world.listing("MUG").at("/live/0/quantity").asInt()).isEqualTo(7);
        assertThat(orders(search(""))).isEmpty();
        world.clock.pass(Duration.ofMinutes(3));

        var told = search(ALL).body().at("/orders/0");
        assertThat(told.path("orderId").asText()).isEqualTo(order);
        assertThat(told.at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("PENDING");
        assertThat(told.at("/orderItems/0/quantityOrdered").asInt()).isEqualTo(3);
        assertThat(told.at("/orderItems/0/product/sellerSku").asText()).isEqualTo("MUG");
        assertThat(search("").body().at("/orders/0/fulfillment").isMissingNode())
                .as("not asked for")
                .isTrue();
    }

    @Test
    void a_cancelled_order_is_told_again_and_offers_again_only_where_amazon_does() {
        var order = order("{\"sku\":\"MUG\",\"units\":3}");
        world.clock.pass(Duration.ofMinutes(3));
        var later = world.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        change(order, "{\"status\":\"CANCELLED\"}");
        assertThat(world.listing("MUG").at("/live/0/quantity").asInt()).isEqualTo(7);
        world.clock.pass(Duration.ofMinutes(3));

        var told = searchFrom(later, ALL).body().at("/orders/0");
        assertThat(told.at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("CANCELLED");
        assertThat(told.at("/orderItems/0/cancellation/cancellationExecution").isMissingNode())
                .isFalse();
        var other = order("{\"sku\":\"MUG\",\"units\":2}");
        change(other, "{\"cancel\":{\"sku\":\"MUG\",\"units\":1},\"restocks\":true}");
        assertThat(world.listing("MUG").at("/live/0/quantity").asInt()).isEqualTo(6);
    }

    @Test
    void what_amazon_fulfils_is_told_where_it_is_asked_for() {
        order("{\"sku\":\"FBA\",\"units\":2,\"fulfilledBy\":\"AMAZON\"}");
        var own = order("{\"sku\":\"MUG\"}");
        world.clock.pass(Duration.ofMinutes(3));
        assertThat(orders(search(""))).hasSize(2);
        assertThat(orders(search("&fulfilledBy=MERCHANT"))).containsExactly(own);
        assertThat(orders(search("&fulfillmentStatuses=SHIPPED"))).isEmpty();
    }

    @Test
    void all_orders_come_once_page_by_page_whatever_is_changed_meanwhile() {
        var placed =
                IntStream.range(0, 7).mapToObj(_ -> order("{\"sku\":\"MUG\"}")).toList();
        world.clock.pass(Duration.ofMinutes(3));
        var found = new ArrayList<String>();
        var page = search("&maxResultsPerPage=3");
        found.addAll(orders(page));
        change(placed.getFirst(), "{\"status\":\"SHIPPED\"}");
        while (page.body().has("pagination")) {
            page = search("&maxResultsPerPage=3&paginationToken="
                    + page.body().at("/pagination/nextToken").asText());
            found.addAll(orders(page));
        }
        assertThat(found).containsExactlyElementsOf(placed);
    }

    @Test
    void a_page_is_good_for_a_day_and_for_the_same_question() {
        order("{\"sku\":\"MUG\"}");
        order("{\"sku\":\"MUG\"}");
        world.clock.pass(Duration.ofMinutes(3));
        var next = "&paginationToken="
                + search("&maxResultsPerPage=1")
                        .body()
                        .at("/pagination/nextToken")
                        .asText();
        assertThat(search(next).status()).isEqualTo(200);
        assertThat(search(next + "&fulfilledBy=MERCHANT").status()).isEqualTo(400);
        assertThat(search("&paginationToken=nonsense").status()).isEqualTo(400);
        world.clock.pass(Duration.ofHours(24));
        world.loginAs(SELLER);
        assertThat(search(next).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "createdAfter=2026-01-01T00:00:00Z&lastUpdatedAfter=2026-01-01T00:00:00Z",
                "createdAfter=2026-01-01T00:00:00Z&lastUpdatedBefore=2026-01-01T00:00:00Z",
                "createdAfter=yesterday",
                "createdAfter=2026-01-01T00:00:00Z&createdBefore=2999-01-01T00:00:00Z",
                "createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=101",
                "createdAfter=2026-01-01T00:00:00Z&includedData=EVERYTHING",
                "createdAfter=2026-01-01T00:00:00Z&fulfilledBy=NOBODY"
            })
    void a_question_that_the_model_does_not_know_is_refused(String query) {
        order("{\"sku\":\"MUG\"}");
        world.clock.pass(Duration.ofMinutes(3));
        assertThat(world.orders("?" + query).status()).isEqualTo(400);
    }

    @Test
    void twenty_are_asked_for_at_once_and_then_one_in_three_minutes() {
        assertThat(IntStream.range(0, 21).map(_ -> search("").status()).filter(status -> status == 200))
                .hasSize(20);
        world.clock.pass(Duration.ofSeconds(179));
        assertThat(List.of(search("").status(), search("").status())).containsExactly(200, 429);
    }

    @Test
    void what_it_answers_follows_the_model() {
        var order = order("{\"sku\":\"MUG\",\"units\":3}");
        order("{\"sku\":\"MUG\"}");
        change(order, "{\"cancel\":{\"sku\":\"MUG\",\"units\":1}}");
        world.clock.pass(Duration.ofMinutes(3));
        var model = OpenApiInteractionValidator.createForInlineApiSpecification(
                        SharedData.text("amazon/models/orders_2026-01-01.json"))
                .build();
        var all = "/orders/2026-01-01/orders";
        assertFollows(model, all, search(ALL + "&maxResultsPerPage=1"));
        assertFollows(model, all, world.orders("?"));
        assertFollows(model, all + "/" + order, world.orders("/" + order + "?includedData=FULFILLMENT"));
        assertFollows(model, all + "/x", world.orders("/x"));
        assertThat(world.orders("/x").status()).isEqualTo(404);
    }

    private static void assertFollows(OpenApiInteractionValidator model, String path, World.Reply reply) {
        var answer = SimpleResponse.Builder.status(reply.status())
                .withContentType(reply.header("Content-Type"))
                .withHeader("x-amzn-RequestId", reply.header("x-amzn-RequestId"))
                .withBody(reply.body().toString())
                .build();
        assertThat(model.validateResponse(path, Request.Method.GET, answer).getMessages())
                .isEmpty();
    }

    private String order(String body) {
        var placed = world.control("POST", "/amazon/accounts/" + SELLER + "/orders", body);
        assertThat(placed.status()).isEqualTo(200);
        return placed.body().path("orderId").asText();
    }

    private void change(String order, String body) {
        assertThat(world.control("POST", "/amazon/accounts/" + SELLER + "/orders/" + order, body)
                        .status())
                .isEqualTo(200);
    }

    private World.Reply search(String more) {
        return searchFrom(begin, more);
    }

    private World.Reply searchFrom(String time, String more) {
        return world.orders("?lastUpdatedAfter=" + time + more);
    }

    private static List<String> orders(World.Reply page) {
        var ids = new ArrayList<String>();
        for (JsonNode order : page.body().path("orders")) {
            ids.add(order.path("orderId").asText());
        }
        return ids;
    }
}
