package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.SharedData;
import io.stockrule.delivery.marketplace.OrderedLine;
import io.stockrule.delivery.marketplace.OrdersAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every request is checked against Amazon's own model.
class AmazonOrdersTest {
    private static final Instant SINCE = Instant.parse("2026-01-15T12:00:00Z");
    private static final String TIMES = """
            "createdTime":"2026-01-15T13:00:00+01:00","lastUpdatedTime":"2026-01-15T12:10:00Z\"""";

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonOrders orders =
            new AmazonOrders(RecordingAmazon.partner(amazon.config(), InstantSource.system()), amazon.config());

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void what_changed_since_and_the_seller_fulfils_is_asked_for_without_the_buyer() {
        amazon.says(status(200, "{\"orders\":[]}"));

        assertThat(search())
                .isEqualTo(new OrdersAnswer.Page(List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(amazon.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/orders/2026-01-01/orders");
            assertThat(asked.query())
                    .isEqualTo("lastUpdatedAfter=2026-01-15T12%3A00%3A00Z&fulfilledBy=MERCHANT"
                            + "&maxResultsPerPage=100&includedData=FULFILLMENT,CANCELLATION");
        });
    }

    @Test
    void a_page_names_the_next_which_is_asked_for_with_the_same_words() {
        amazon.says(status(200, """
                        {"orders":[],"pagination":{"nextToken":"a+b/c="},"lastUpdatedBefore":"2026-01-15T12:30:00Z"}"""), status(200, "{\"orders\":[]}"));

        var page = (OrdersAnswer.Page) search();
        assertThat(page.next()).contains("a+b/c=");
        assertThat(page.changedBefore()).contains(Instant.parse("2026-01-15T12:30:00Z"));
        orders.search(ACCOUNT, SINCE, page.next(), Duration.ofSeconds(20));
        assertThat(amazon.asked().getLast().query())
                .isEqualTo(amazon.asked().getFirst().query() + "&paginationToken=a%2Bb%2Fc%3D");
    }

    @Test
    void a_line_is_read_as_amazon_tells_it() {
        amazon.says(order("PENDING", item(3, "", "")));

        assertThat(((OrdersAnswer.Page) search()).lines())
                .containsExactly(
                        new OrderedLine("302-1", "i-1", " Mug ", 3, 3, SINCE, Instant.parse("2026-01-15T12:10:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATUS    | EXECUTED | FULFILLED | UNFULFILLED | LEFT
            PENDING   | false    | 0         | 3           | 3
            PENDING   | false    | 0         | 0           | 3
            SHIPPED   | false    | 3         | 0           | 3
            CANCELLED | true     | 0         | 0           | 0
            CANCELLED | false    | 0         | 3           | 0
            UNSHIPPED | true     | 0         | 2           | 2
            UNSHIPPED | true     | 1         | 0           | 1
            UNSHIPPED | true     | 0         | 9           | 3
            UNSHIPPED | true     |           |             | 0
            """)
    void what_is_not_cancelled_is_left(
            String status, boolean executed, Integer fulfilled, Integer unfulfilled, int left) {
        amazon.says(order(
                status,
                item(
                        3,
                        executed ? ",\"cancellation\":{\"cancellationExecution\":{\"cancelledBy\":\"BUYER\"}}" : "",
                        fulfilled == null
                                ? ""
                                : ",\"fulfillment\":{\"quantityFulfilled\":%d,\"quantityUnfulfilled\":%d}"
                                        .formatted(fulfilled, unfulfilled))));

        assertThat(((OrdersAnswer.Page) search()).lines())
                .extracting(OrderedLine::units)
                .containsExactly(left);
    }

    @Test
    void what_a_buyer_wishes_to_cancel_is_not_cancelled() {
        amazon.says(order(
                "UNSHIPPED", item(3, ",\"cancellation\":{\"cancellationRequest\":{\"requester\":\"BUYER\"}}", "")));

        assertThat(((OrdersAnswer.Page) search()).lines())
                .extracting(OrderedLine::units)
                .containsExactly(3);
    }

    @Test
    void what_amazon_fulfils_all_the_same_is_left_out() {
        amazon.says(status(200, """
                {"orders":[{"orderId":"302-1",%s,"fulfillment":{"fulfillmentStatus":"PENDING","fulfilledBy":"AMAZON"},
                 "orderItems":[%s]}]}""".formatted(TIMES, item(1, "", ""))));

        assertThat(((OrdersAnswer.Page) search()).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orderItemId\":\"i\",\"product\":{\"sellerSku\":\"A\"}}",
                "{\"orderItemId\":\"i\",\"quantityOrdered\":-1,\"product\":{\"sellerSku\":\"A\"}}",
                "{\"orderItemId\":\"i\",\"quantityOrdered\":1,\"product\":{}}",
                "{\"orderItemId\":\"i\",\"quantityOrdered\":1,\"product\":{\"sellerSku\":\"A\\u0000\"}}",
                "null"
            })
    void an_odd_item_is_told_with_its_order_and_spoils_no_other(String odd) {
        amazon.says(order("PENDING", odd + "," + item(3, "", "")));

        var page = (OrdersAnswer.Page) search();
        assertThat(page.lines()).hasSize(1);
        assertThat(page.odd().orElseThrow()).contains("302-1");
    }

    @Test
    void what_stands_in_the_way_is_told_apart() {
        amazon.says(
                errors(429, "QuotaExceeded", "too many"),
                errors(503, "ServiceUnavailable", "later"),
                errors(400, "InvalidInput", "no"),
                errors(403, "Unauthorized", "denied"),
                errors(403, "Unauthorized", "denied"),
                status(200, "{\"order\":{}}"),
                status(200, "nonsense"));

        assertThat(search()).isEqualTo(new OrdersAnswer.Throttled());
        assertThat(search()).isEqualTo(new OrdersAnswer.Failed("Amazon could not answer: ServiceUnavailable: later"));
        assertThat(search()).isEqualTo(new OrdersAnswer.Failed("Amazon could not answer: InvalidInput: no"));
        assertThat(((OrdersAnswer.Denied) search()).reason()).contains("role Inventory and Order Tracking");
        assertThat(search()).isInstanceOf(OrdersAnswer.Failed.class);
        assertThat(search()).isInstanceOf(OrdersAnswer.Failed.class);
    }

    @Test
    void amazons_own_example_is_read() throws JsonProcessingException {
        var model = new ObjectMapper().readTree(SharedData.text(AmazonModel.ORDERS));
        var example = model.path("paths")
                .path("/orders/2026-01-01/orders")
                .at("/get/responses/200/examples/application~1json");
        amazon.says(status(200, example.toString()));

        var page = (OrdersAnswer.Page) search();
        assertThat(page.odd()).isEmpty();
        assertThat(page.next()).isPresent();
        assertThat(page.lines())
                .extracting(OrderedLine::sellerSku)
                .containsExactly("ECHO-DOT-4-CHARCOAL", "FIRE-TV-4K-2021");
        assertThat(page.lines()).extracting(OrderedLine::units).containsExactly(2, 1);
    }

    private OrdersAnswer search() {
        return orders.search(ACCOUNT, SINCE, Optional.empty(), Duration.ofSeconds(20));
    }

    private static String item(int ordered, String cancellation, String fulfillment) {
        return """
                {"orderItemId":"i-1","quantityOrdered":%d,"product":{"sellerSku":" Mug "}%s%s}""".formatted(ordered, cancellation, fulfillment);
    }

    private static RecordingAmazon.Reply order(String status, String items) {
        return status(200, """
                {"orders":[{"orderId":"302-1",%s,"salesChannel":{"channelName":"AMAZON"},
                 "fulfillment":{"fulfillmentStatus":"%s","fulfilledBy":"MERCHANT"},"orderItems":[%s]}]}""".formatted(TIMES, status, items));
    }
}
