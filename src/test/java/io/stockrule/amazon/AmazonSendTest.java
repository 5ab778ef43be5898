package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.amazon.RecordingAmazon.Reply;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.SendResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonSendTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String ACCEPTED =
            "{\"sku\":\"A\",\"status\":\"ACCEPTED\",\"submissionId\":\"s-1\",\"issues\":[]}";

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonMarketplace marketplace = RecordingAmazon.marketplace(amazon.config(), InstantSource.system());

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void a_quantity_is_merged_into_the_sellers_own_channel() {
        assertThat(send(status(200, ACCEPTED)))
                .isEqualTo(new SendResult.Accepted("s-1", Optional.of("request-1"), List.of()));
        var asked = amazon.asked().getFirst();
        assertThat(asked.method()).isEqualTo("PATCH");
        assertThat(asked.path()).isEqualTo("/listings/2021-08-01/items/A2SELLER/A");
        assertThat(asked.query()).isEqualTo("marketplaceIds=A1PA6795UKMFR9&includedData=issues&issueLocale=en_US");
        assertThat(asked.body()).isEqualTo("""
                {"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/fulfillment_availability",\
                "value":[{"fulfillment_channel_code":"DEFAULT","quantity":7}]}]}""");
    }

    @Test
    void handling_days_are_sent_only_when_meant() {
        amazon.says(status(200, ACCEPTED));
        marketplace.send(ACCOUNT, new QuantityUpdate("A", "DE", 0, OptionalInt.of(3)), PLENTY, PLENTY);
        assertThat(amazon.asked().getFirst().body())
                .endsWith(
                        "{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":0,\"lead_time_to_ship_max_days\":3}]}]}");
    }

    @Test
    void the_call_says_who_we_are() {
        send(status(200, ACCEPTED));
        assertThat(amazon.asked().getFirst().headers())
                .containsEntry("x-amz-access-token", "token-1")
                .containsEntry("user-agent", "Stockrule/0 (Language=Java)")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            SKU                  | IN THE PATH
            A/B c+d%é,1          | A%2FB%20c%2Bd%25%C3%A9%2C1
            #1?x=y&z;            | %231%3Fx%3Dy%26z%3B
            a*b~c_d-e.f          | a%2Ab~c_d-e.f
            靴🧦                  | %E9%9D%B4%F0%9F%A7%A6
            A%2FB                | A%252FB
            """)
    void a_sku_is_encoded_as_rfc_3986_says(String sku, String encoded) {
        amazon.says(status(200, ACCEPTED));
        marketplace.send(ACCOUNT, new QuantityUpdate(sku, "DE", 1, OptionalInt.empty()), PLENTY, PLENTY);
        assertThat(amazon.asked().getFirst().path()).isEqualTo("/listings/2021-08-01/items/A2SELLER/" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "\ud800"})
    void a_sku_that_would_name_something_else_is_never_sent(String sku) {
        var result = marketplace.send(ACCOUNT, new QuantityUpdate(sku, "DE", 1, OptionalInt.empty()), PLENTY, PLENTY);
        assertThat(result).isInstanceOf(SendResult.Refused.class);
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void a_marketplace_of_another_region_is_never_sent_to() {
        var result = marketplace.send(ACCOUNT, new QuantityUpdate("A", "US", 1, OptionalInt.empty()), PLENTY, PLENTY);
        assertThat(result)
                .isEqualTo(new SendResult.Refused(
                        "Amazon has no marketplace \"US\" in the region EU", Optional.empty(), List.of()));
        assertThat(amazon.asked()).isEmpty();
    }

    @Test
    void an_invalid_submission_is_refused_in_amazons_words_although_the_status_is_200() {
        assertThat(send(status(200, """
                {"sku":"A","status":"INVALID","submissionId":"s-1","somethingNew":1,"issues":[
                 {"code":"1","message":"by the way","severity":"SOMETHING_NEW","categories":[]},
                 {"code":"90000900","message":"The attributes are invalid.","severity":"ERROR","categories":[]}]}
                """)))
                .isEqualTo(new SendResult.Refused(
                        "Amazon does not take the form of the request. To do: tell whoever runs Stockrule"
                                + " (Amazon says: 90000900: The attributes are invalid.)",
                        Optional.of("request-1"),
                        List.of(
                                new SendResult.Issue("1", "SOMETHING_NEW", "by the way"),
                                new SendResult.Issue("90000900", "ERROR", "The attributes are invalid."))));
    }

    @Test
    void accepted_with_warnings_is_accepted_and_keeps_them() {
        assertThat(send(status(200, """
                {"sku":"A","status":"ACCEPTED","submissionId":"s-1","issues":[null,
                 {"code":"5","message":"odd","severity":"WARNING","categories":[]}]}
                """)))
                .isEqualTo(new SendResult.Accepted(
                        "s-1", Optional.of("request-1"), List.of(new SendResult.Issue("5", "WARNING", "odd"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            STATUS | OUTCOME
               302 | NotSent
               400 | Refused
               404 | PutOff
               409 | PutOff
               423 | PutOff
               408 | Lost
               413 | Refused
               415 | Refused
               422 | Refused
               429 | Throttled
               500 | Lost
               502 | Lost
               503 | Lost
               504 | Lost
               202 | Lost
            """)
    void a_status_says_what_became_of_the_quantity(int status, String outcome) {
        assertThat(send(errors(status, "Code", "words")).getClass().getSimpleName())
                .isEqualTo(outcome);
        assertThat(amazon.asked()).hasSize(1);
    }

    @Test
    void a_bad_request_is_refused_in_amazons_words() {
        assertThat(send(errors(400, "InvalidInput", "Value is missing for patch at index of 0")))
                .isEqualTo(new SendResult.Refused(
                        "Amazon does not take the form of the request. To do: tell whoever runs Stockrule"
                                + " (Amazon says: InvalidInput: Value is missing for patch at index of 0)",
                        Optional.of("request-1"),
                        List.of(new SendResult.Issue(
                                "InvalidInput", "ERROR", "Value is missing for patch at index of 0"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{",
                "{}",
                "\"ACCEPTED\"",
                "{\"sku\":\"A\",\"status\":\"ACCEPTED\"}",
                "{\"sku\":\"A\",\"status\":\"VALID\",\"submissionId\":\"s\"}",
                "{\"sku\":\"A\",\"status\":\"SOMETHING_NEW\",\"submissionId\":\"s\"}",
                "{\"sku\":\"A\",\"status\":\"ACCEPTED\",\"submissionId\":\"s\"} and more",
                "{\"sku\":\"A\",\"status\":\"ACCEPTED\",\"submissionId\":\"s\",\"issues\":7}"
            })
    void a_success_that_cannot_be_read_is_lost(String body) {
        assertThat(send(status(200, body))).isInstanceOf(SendResult.Lost.class);
    }

    @Test
    void a_connection_cut_after_the_request_left_is_lost_and_not_tried_again() {
        assertThat(send(RecordingAmazon.cut())).isInstanceOf(SendResult.Lost.class);
        assertThat(send(RecordingAmazon.cutMidway())).isInstanceOf(SendResult.Lost.class);
        assertThat(amazon.asked()).hasSize(2);
    }

    @Test
    void a_huge_answer_is_not_read_and_the_outcome_lost() {
        assertThat(send(RecordingAmazon.endless())).isInstanceOf(SendResult.Lost.class);
    }

    @Test
    void silence_ends_at_the_deadline_with_the_outcome_lost() {
        send(status(200, ACCEPTED));
        amazon.says(amazon.silence(), amazon.silenceAfterTheHead());
        assertThat(send(SHORT)).isInstanceOf(SendResult.Lost.class);
        assertThat(send(SHORT)).isInstanceOf(SendResult.Lost.class);
        assertThat(amazon.asked()).hasSize(3);
    }

    @Test
    void nothing_leaves_after_the_deadline() {
        send(status(200, ACCEPTED));
        assertThat(send(Duration.ZERO)).isInstanceOf(SendResult.NotSent.class);
        assertThat(send(Duration.ofMillis(-1))).isInstanceOf(SendResult.NotSent.class);
        assertThat(amazon.asked()).hasSize(1);
    }

    @Test
    void what_is_ready_only_after_its_turn_stays_and_the_next_one_finds_its_token() {
        assertThat(marketplace.send(ACCOUNT, update(), Duration.ZERO, PLENTY)).isInstanceOf(SendResult.Late.class);
        assertThat(marketplace.send(ACCOUNT, update(), Duration.ofMillis(-1), PLENTY))
                .isInstanceOf(SendResult.Late.class);
        assertThat(amazon.asked()).isEmpty();
        assertThat(send(status(200, ACCEPTED))).isInstanceOf(SendResult.Accepted.class);
        assertThat(amazon.askedForTokens()).hasSize(1);
    }

    @Test
    void an_interrupted_sender_gives_up_and_stays_interrupted() {
        send(status(200, ACCEPTED));
        amazon.says(amazon.silence());
        Thread.currentThread().interrupt();
        assertThat(send(PLENTY)).isInstanceOf(SendResult.Lost.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1", "http://nobody.invalid", "https://127.0.0.1:1"})
    void without_a_connection_it_is_not_sent(String endpoint) {
        var elsewhere = marketplace(Map.of("stockrule.amazon.endpoint", endpoint));
        assertThat(elsewhere.send(ACCOUNT, update(), PLENTY, PLENTY)).isInstanceOf(SendResult.NotSent.class);
    }

    @Test
    void without_a_secure_connection_it_is_not_sent() throws IOException {
        byte[] handshakeFailure = {0x15, 3, 3, 0, 2, 2, 40};
        try (var server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var connection = server.accept()) {
                    connection.getOutputStream().write(handshakeFailure);
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var elsewhere =
                    marketplace(Map.of("stockrule.amazon.endpoint", "https://127.0.0.1:" + server.getLocalPort()));
            assertThat(elsewhere.send(ACCOUNT, update(), PLENTY, PLENTY))
                    .isInstanceOfSatisfying(
                            SendResult.NotSent.class,
                            notSent -> assertThat(notSent.reason()).startsWith("no secure connection"));
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0.2S, 20", "PT20S, 0.4"})
    void a_connection_that_does_not_come_is_not_sent(Duration connectTimeout, double seconds) throws IOException {
        try (var full = new ServerSocket(0, 1);
                var _ = new Socket(full.getInetAddress(), full.getLocalPort());
                var _ = new Socket(full.getInetAddress(), full.getLocalPort())) {
            var elsewhere = marketplace(Map.of(
                    "stockrule.amazon.endpoint",
                    "http://127.0.0.1:" + full.getLocalPort(),
                    "stockrule.amazon.connect-timeout",
                    connectTimeout.toString()));
            var result = elsewhere.send(ACCOUNT, update(), PLENTY, Duration.ofMillis((long) (seconds * 1000)));
            assertThat(result).isEqualTo(new SendResult.NotSent("no connection in time"));
        }
    }

    @Test
    void a_denied_token_is_replaced_once_and_the_call_repeated() {
        amazon.says(errors(403, "Unauthorized", "Access to requested resource is denied."));
        assertThat(send(status(200, ACCEPTED))).isInstanceOf(SendResult.Accepted.class);
        assertThat(amazon.asked())
                .extracting(asked -> asked.headers().get("x-amz-access-token"))
                .containsExactly("token-1", "token-2");
        assertThat(amazon.asked()).extracting(RecordingAmazon.Asked::body).doesNotContain("");
    }

    @Test
    void a_sku_denied_twice_says_what_that_means_for_it_and_for_the_account() {
        amazon.says(errors(403, "Unauthorized", "first"), errors(403, "Unauthorized", "second"));
        var update = new QuantityUpdate("A/B #1", "DE", 5, OptionalInt.empty());
        assertThat(marketplace.send(ACCOUNT, update, PLENTY, PLENTY))
                .isInstanceOfSatisfying(SendResult.Denied.class, denied -> {
                    assertThat(denied.reason()).contains("this SKU").contains("Unauthorized: second");
                    assertThat(denied.account().reason())
                            .contains("role Product Listing")
                            .contains("Unauthorized: second");
                    assertThat(denied.account().retryAfter()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
                });
        assertThat(amazon.asked()).hasSize(2);
        assertThat(amazon.askedForTokens()).hasSize(2);
    }

    @Test
    void a_sku_that_stays_denied_costs_no_token_and_no_second_call_each_time() {
        amazon.says(errors(403, "Unauthorized", "first"), errors(403, "Unauthorized", "second"));
        send(PLENTY);
        for (int i = 0; i < 5; i++) {
            assertThat(send(errors(403, "Unauthorized", "again"))).isInstanceOf(SendResult.Denied.class);
        }
        assertThat(send(status(200, ACCEPTED))).isInstanceOf(SendResult.Accepted.class);
        assertThat(amazon.asked()).hasSize(8);
        assertThat(amazon.askedForTokens()).hasSize(2);
    }

    @Test
    void denied_without_a_new_token_is_not_sent() {
        send(status(200, ACCEPTED));
        amazon.tokenEndpointSays(status(503, "busy")).says(errors(403, "Unauthorized", "expired"));
        assertThat(send(PLENTY)).isInstanceOf(SendResult.NotSent.class);
    }

    @Test
    void what_follows_a_denial_counts() {
        assertThat(denied(status(500, ""))).isInstanceOf(SendResult.Lost.class);
        assertThat(denied(errors(429, "QuotaExceeded", "slow"))).isInstanceOf(SendResult.Throttled.class);
        assertThat(denied(RecordingAmazon.cut())).isInstanceOf(SendResult.Lost.class);
    }

    @Test
    void many_senders_share_one_token_and_do_not_mix_their_numbers() {
        amazon.says(Collections.nCopies(100, status(200, ACCEPTED)).toArray(Reply[]::new));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                var update = new QuantityUpdate("SKU-" + i, "DE", i, OptionalInt.empty());
                threads.execute(() -> marketplace.send(ACCOUNT, update, PLENTY, PLENTY));
            }
        }
        assertThat(amazon.askedForTokens()).hasSize(1);
        assertThat(amazon.asked())
                .extracting(asked -> asked.path().replaceAll(".*SKU-", ""))
                .hasSize(100)
                .doesNotHaveDuplicates();
        assertThat(amazon.asked())
                .allSatisfy(asked -> assertThat(asked.body())
                        .contains("\"quantity\":" + asked.path().replaceAll(".*SKU-", "") + "}"));
    }

    @Test
    void long_words_of_amazon_are_shortened() {
        assertThat(send(errors(400, "Code", "x".repeat(50_000))))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.reason()).hasSizeLessThan(1_100));
    }

    /// By an account that was not denied before.
    private SendResult denied(Reply then) {
        amazon.says(errors(403, "Unauthorized", "denied"), then);
        var another = RecordingAmazon.marketplace(amazon.config(), InstantSource.system());
        return another.send(ACCOUNT, update(), PLENTY, PLENTY);
    }

    private SendResult send(Reply reply) {
        amazon.says(reply);
        return send(PLENTY);
    }

    private SendResult send(Duration timeout) {
        return marketplace.send(ACCOUNT, update(), PLENTY, timeout);
    }

    private AmazonMarketplace marketplace(Map<String, String> settings) {
        return RecordingAmazon.marketplace(amazon.config(settings), InstantSource.system());
    }

    private static QuantityUpdate update() {
        return new QuantityUpdate("A", "DE", 7, OptionalInt.empty());
    }
}
