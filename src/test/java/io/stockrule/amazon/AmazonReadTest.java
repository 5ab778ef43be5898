package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrule.amazon.RecordingAmazon.Reply;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonReadTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final String ITEMS = "/listings/2021-08-01/items/A2SELLER";
    private static final Reading NOT_FOUND = new Reading.NotFound();

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonMarketplace marketplace = RecordingAmazon.marketplace(amazon.config(), InstantSource.system());

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void twenty_skus_are_read_in_one_search() {
        var skus = IntStream.range(0, 20).mapToObj(i -> "SKU-" + i).toList();
        amazon.says(page("", skus.toArray(String[]::new)));
        assertThat(readings(skus)).hasSize(20).containsEntry("SKU-19", seller(5));
        assertThat(amazon.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.path()).isEqualTo(ITEMS);
            assertThat(asked.query())
                    .startsWith("marketplaceIds=A1PA6795UKMFR9&identifiersType=SKU&identifiers=SKU-0,SKU-1,SKU-2,")
                    .endsWith(",SKU-19&pageSize=20&includedData=fulfillmentAvailability,attributes,summaries,issues");
        });
    }

    @Test
    void more_than_twenty_are_a_mistake_and_none_are_no_call() {
        assertThatThrownBy(() -> read(Collections.nCopies(21, "A"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(readings(List.of())).isEmpty();
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void a_sku_that_amazon_does_not_name_is_not_found_and_skus_compare_exactly() {
        amazon.says(page("", "abc", "OTHER"));
        assertThat(readings(List.of("ABC", "OTHER"))).isEqualTo(Map.of("ABC", NOT_FOUND, "OTHER", seller(5)));
    }

    @Test
    void pages_are_followed_as_long_as_something_is_missing() {
        amazon.says(page("t/1=", "A"), page("t2", "B"));
        assertThat(readings(List.of("A", "B"))).containsOnlyKeys("A", "B").doesNotContainValue(NOT_FOUND);
        assertThat(amazon.asked().getLast().query()).endsWith("&pageToken=t%2F1%3D");
        assertThat(amazon.asked()).hasSize(2);
    }

    @Test
    void pages_without_end_are_given_up() {
        amazon.says(Collections.nCopies(30, page("again")).toArray(Reply[]::new));
        assertThat(read(List.of("A"))).isInstanceOf(ReadResult.Failed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            SKU                                        | IN THE PATH
            A,B                                        | A%2CB
            A"B                                        | A%22B
            ` A`                                       | %20A
            ÄÖÜÄÖÜÄÖÜ                                  | %C3%84%C3%96%C3%9C%C3%84%C3%96%C3%9C%C3%84%C3%96%C3%9C
            """)
    void a_sku_that_a_list_would_spoil_is_read_alone(String sku, String encoded) {
        amazon.says(page("", "plain"), status(200, item(sku)));
        assertThat(readings(List.of(sku, "plain"))).isEqualTo(Map.of(sku, seller(5), "plain", seller(5)));
        assertThat(amazon.asked())
                .extracting(RecordingAmazon.Asked::path)
                .containsExactly(ITEMS, ITEMS + "/" + encoded);
        assertThat(amazon.asked().getLast().query())
                .isEqualTo(
                        "marketplaceIds=A1PA6795UKMFR9&includedData=fulfillmentAvailability,attributes,summaries,issues");
    }

    @Test
    void a_list_keeps_its_skus_apart() {
        amazon.says(page("", "a b", "c&d", "e+f#%"));
        assertThat(readings(List.of("a b", "c&d", "e+f#%"))).doesNotContainValue(NOT_FOUND);
        assertThat(amazon.asked().getFirst().query()).contains("&identifiers=a%20b,c%26d,e%2Bf%23%25&");
    }

    @Test
    void a_sku_read_alone_may_be_unknown_another_one_or_refused() {
        amazon.says(errors(404, "NOT_FOUND", "unknown"), status(200, item("a,B")), errors(400, "InvalidInput", "no"));
        assertThat(readings(List.of("A,A", "A,B", "A,C")))
                .isEqualTo(Map.of(
                        "A,A", NOT_FOUND,
                        "A,B", NOT_FOUND,
                        "A,C", new Reading.Unreadable("Amazon refuses to show it: InvalidInput: no")));
    }

    @Test
    void one_sku_that_amazon_refuses_does_not_spoil_the_others() {
        amazon.says(
                errors(400, "InvalidInput", "in the list"), status(200, item("A")), errors(400, "InvalidInput", "B"));
        assertThat(readings(List.of("A", "B")))
                .containsEntry("A", seller(5))
                .hasEntrySatisfying("B", reading -> assertThat(reading).isInstanceOf(Reading.Unreadable.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "\ud800"})
    void a_sku_that_would_name_something_else_is_unreadable(String sku) {
        assertThat(readings(List.of(sku)).get(sku)).isInstanceOf(Reading.Unreadable.class);
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void one_item_of_unexpected_form_spoils_only_its_own_reading() {
        amazon.says(status(
                200,
                "{\"numberOfResults\":2,\"items\":[%s,{\"sku\":\"B\",\"fulfillmentAvailability\":7}]}"
                        .formatted(item("A"))));
        assertThat(readings(List.of("A", "B")))
                .containsEntry("A", seller(5))
                .hasEntrySatisfying("B", reading -> assertThat(reading).isInstanceOf(Reading.Unreadable.class));
    }

    @Test
    void one_sku_named_twice_and_differently_is_unreadable() {
        var other = item("A").replace("DEFAULT", "AMAZON_EU");
        amazon.says(status(200, "{\"items\":[%s,%s]}".formatted(item("A"), other)));
        assertThat(readings(List.of("A")).get("A")).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "<html>", "{}", "{\"items\":{}}", "{\"items\":[{}]}", "{\"items\":[null]}", "[]"})
    void an_answer_that_cannot_be_read_says_nothing_about_any_sku(String body) {
        amazon.says(status(200, body), status(200, body));
        assertThat(read(List.of("A"))).isEqualTo(new ReadResult.Failed("Amazon's answer cannot be read"));
        assertThat(read(List.of("A,B"))).isEqualTo(new ReadResult.Failed("Amazon's answer cannot be read"));
    }

    @Test
    void a_404_counts_only_in_amazons_own_form() {
        amazon.says(errors(404, "NotFound", "nothing"), status(404, "<html>no such page</html>"));
        assertThat(readings(List.of("A"))).isEqualTo(Map.of("A", NOT_FOUND));
        assertThat(read(List.of("A"))).isEqualTo(new ReadResult.Failed("Amazon could not answer: status 404"));
    }

    @ParameterizedTest
    @CsvSource({"429,Throttled", "500,Failed", "503,Failed", "302,Failed", "413,Failed"})
    void a_status_says_what_became_of_the_read(int status, String outcome) {
        amazon.says(errors(status, "Code", "words"), page(""), errors(status, "Code", "words"));
        assertThat(read(List.of("A")).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(read(List.of("A", "B,C")).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(amazon.asked()).hasSize(3);
    }

    @Test
    void broken_and_huge_and_silent_answers_fail() {
        amazon.says(RecordingAmazon.cutMidway(), RecordingAmazon.endless(), amazon.silenceAfterTheHead());
        assertThat(read(List.of("A"))).isInstanceOf(ReadResult.Failed.class);
        assertThat(read(List.of("A"))).isInstanceOf(ReadResult.Failed.class);
        assertThat(marketplace.read(ACCOUNT, "DE", List.of("A"), Duration.ofMillis(400)))
                .isInstanceOf(ReadResult.Failed.class);
    }

    @Test
    void a_denied_token_is_replaced_once() {
        amazon.says(errors(403, "Unauthorized", "expired"), page("", "A"));
        assertThat(readings(List.of("A"))).containsOnlyKeys("A");
        amazon.says(errors(403, "Unauthorized", "no role"), errors(403, "Unauthorized", "no role"));
        assertThat(read(List.of("A"))).isInstanceOf(ReadResult.AccountRefused.class);
    }

    @Test
    void one_sku_that_is_denied_by_itself_refuses_no_account() {
        amazon.says(denied(), denied());
        assertThat(readings(List.of("A,B")).get("A,B"))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("denies access to this SKU"));
        amazon.says(page("", "A"), denied(), denied(), denied(), denied());
        assertThat(readings(List.of("A", "B,C", "D,E"))).containsOnlyKeys("A", "B,C", "D,E");
    }

    @Test
    void several_skus_that_are_denied_and_none_that_is_allowed_refuse_the_account() {
        amazon.says(denied(), denied(), denied(), denied());
        assertThat(read(List.of("A,B", "C,D"))).isInstanceOf(ReadResult.AccountRefused.class);
    }

    private static RecordingAmazon.Reply denied() {
        return errors(403, "Unauthorized", "Access to requested resource is denied.");
    }

    @Test
    void a_revoked_authorisation_refuses_the_account() {
        amazon.tokenEndpointSays(status(400, "{\"error\":\"invalid_grant\"}"));
        assertThat(read(List.of("A"))).isInstanceOf(ReadResult.AccountRefused.class);
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void a_marketplace_of_another_region_is_never_asked() {
        assertThat(marketplace.read(ACCOUNT, "JP", List.of("A"), PLENTY))
                .isEqualTo(new ReadResult.Failed("Amazon has no marketplace \"JP\" in the region EU"));
    }

    private Map<String, Reading> readings(List<String> skus) {
        var result = read(skus);
        assertThat(result).isInstanceOf(ReadResult.Read.class);
        return ((ReadResult.Read) result).readings();
    }

    private ReadResult read(List<String> skus) {
        return marketplace.read(ACCOUNT, "DE", skus, PLENTY);
    }

    private static Reading seller(int quantity) {
        return new Reading.SellerFulfilled(OptionalInt.of(quantity), OptionalInt.empty());
    }

    private static Reply page(String next, String... skus) {
        var items = Stream.of(skus).map(AmazonReadTest::item).collect(joining(","));
        var pagination = next.isEmpty() ? "{}" : "{\"nextToken\":\"%s\"}".formatted(next);
        return status(
                200,
                "{\"numberOfResults\":%d,\"pagination\":%s,\"items\":[%s]}".formatted(skus.length, pagination, items));
    }

    private static String item(String sku) {
        return "{\"sku\":\"%s\",\"fulfillmentAvailability\":[{\"fulfillmentChannelCode\":\"DEFAULT\",\"quantity\":5}]}"
                .formatted(sku.replace("\"", "\\\""));
    }
}
