package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.errors;
import static io.stockrule.amazon.RecordingAmazon.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.amazon.RecordingAmazon.Reply;
import io.stockrule.amazon.Refusals.Refusal;
import io.stockrule.amazon.Refusals.Treatment;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.SendResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of the table, answered by an Amazon over HTTP.
class RefusalsTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonMarketplace marketplace = RecordingAmazon.marketplace(amazon.config(), InstantSource.system());

    @AfterEach
    void close() {
        amazon.close();
    }

    static List<Refusal> statuses() {
        return Refusals.STATUSES;
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void a_status_is_treated_as_the_table_says(Refusal row) {
        int status = Integer.parseInt(row.code());
        var reply = errors(status, "Code", "words of Amazon");
        var result = row.treatment() == Treatment.SUSPEND ? send(reply, reply) : send(reply);
        switch (row.treatment()) {
            case SUSPEND ->
                assertThat(result)
                        .isInstanceOfSatisfying(
                                SendResult.Denied.class,
                                denied -> assertThat(denied.account().reason())
                                        .contains("role Product Listing", "lift it", "words of Amazon"));
            case GIVE_UP, ASK ->
                assertThat(told(result, SendResult.Refused.class)).contains(row.sentence());
            case PARK -> assertThat(told(result, SendResult.PutOff.class)).contains(row.sentence());
            case RETRY ->
                assertThat(result).isInstanceOf(status == 429 ? SendResult.Throttled.class : SendResult.Lost.class);
        }
    }

    static List<Refusal> issues() {
        return Refusals.ISSUES;
    }

    @ParameterizedTest
    @MethodSource("issues")
    void an_issue_is_treated_as_its_code_says(Refusal row) {
        assertTreated(row, invalid(issue(row.code(), "ERROR", "", "")));
    }

    static List<Refusal> categories() {
        return Refusals.CATEGORIES;
    }

    @ParameterizedTest
    @MethodSource("categories")
    void an_issue_with_a_code_that_is_not_known_is_treated_as_its_category_says(Refusal row) {
        assertTreated(row, invalid(issue("123456789", "ERROR", row.code(), "item_name")));
    }

    @Test
    void an_issue_of_what_was_sent_is_asked_of_the_merchant_whatever_its_category() {
        assertTreated(
                Refusals.OF_THE_NUMBER,
                invalid(issue("123456789", "ERROR", "INVALID_ATTRIBUTE", "fulfillment_availability")));
    }

    static List<Refusal> logins() {
        return Refusals.LOGINS;
    }

    @ParameterizedTest
    @MethodSource("logins")
    void an_error_of_the_token_endpoint_suspends_the_account_or_passes(Refusal row) {
        amazon.tokenEndpointSays(status(400, "{\"error\":\"%s\"}".formatted(row.code())));
        var result = send();
        if (row.treatment() == Treatment.RETRY) {
            assertThat(result).isInstanceOf(SendResult.NotSent.class);
        } else {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            SendResult.AccountRefused.class,
                            refused -> assertThat(refused.reason()).contains(row.sentence()));
        }
        assertThat(amazon.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            CODES                | SEVERITIES    | OUTCOME
            90220                | ERROR         | PutOff
            90220 5461           | ERROR ERROR   | PutOff
            90220 18742          | ERROR ERROR   | Refused
            90220 90000900       | ERROR ERROR   | Refused
            90220 123456789      | ERROR ERROR   | Refused
            123456789            | ERROR         | Refused
            90220 123456789      | ERROR WARNING | PutOff
            18742 90220          | INFO ERROR    | PutOff
            90220                | WARNING       | PutOff
            """)
    void what_is_unknown_or_useless_to_repeat_wins(String codes, String severities, String outcome) {
        var code = codes.split(" ");
        var severity = severities.split(" ");
        var issues = Stream.iterate(0, i -> i < code.length, i -> i + 1)
                .map(i -> issue(code[i], severity[i], "", ""))
                .toArray(String[]::new);
        assertThat(send(invalid(issues)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void what_is_not_known_is_told_in_amazons_words() {
        assertThat(told(send(invalid(issue("123456789", "ERROR", "", ""))), SendResult.Refused.class))
                .isEqualTo("Amazon refused the quantity: 123456789: words of Amazon");
        assertThat(told(send(invalid()), SendResult.Refused.class))
                .isEqualTo("Amazon refused the quantity: it gave no reason");
    }

    @Test
    void every_row_has_a_sentence_and_is_there_once() {
        for (var table : List.of(Refusals.STATUSES, Refusals.ISSUES, Refusals.CATEGORIES, Refusals.LOGINS)) {
            assertThat(table).extracting(Refusal::code).doesNotHaveDuplicates();
            assertThat(table).extracting(Refusal::sentence).noneMatch(String::isBlank);
        }
        assertThat(Refusals.CATEGORIES.stream().map(row -> row.obstacle().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Obstacle.values())
                        .filter(it -> it != Obstacle.CATALOG_ITEM_REMOVED
                                && it != Obstacle.SUPPRESSED
                                && it != Obstacle.NO_REASON_NAMED)
                        .toList());
    }

    private void assertTreated(Refusal row, Reply reply) {
        var result = send(reply);
        assertThat(
                        switch (row.treatment()) {
                            case PARK, RETRY -> told(result, SendResult.PutOff.class);
                            case ASK, GIVE_UP, SUSPEND -> told(result, SendResult.Refused.class);
                        })
                .startsWith(row.sentence())
                .contains("Amazon says: ", "words of Amazon");
    }

    private static String told(SendResult result, Class<? extends SendResult> kind) {
        assertThat(result).isInstanceOf(kind);
        return switch (result) {
            case SendResult.Refused refused -> refused.reason();
            case SendResult.PutOff later -> later.reason();
            default -> throw new AssertionError(result);
        };
    }

    private static Reply invalid(String... issues) {
        return status(
                200,
                "{\"sku\":\"A\",\"status\":\"INVALID\",\"submissionId\":\"s\",\"issues\":[%s]}"
                        .formatted(String.join(",", issues)));
    }

    private static String issue(String code, String severity, String category, String attribute) {
        return """
                {"code":"%s","severity":"%s","message":"words of Amazon","categories":[%s],"attributeNames":[%s]}""".formatted(code, severity, quoted(category), quoted(attribute));
    }

    private static String quoted(String text) {
        return Stream.of(text)
                .filter(it -> !it.isEmpty())
                .map("\"%s\""::formatted)
                .collect(Collectors.joining());
    }

    private SendResult send(Reply... replies) {
        amazon.says(replies);
        return marketplace.send(ACCOUNT, new QuantityUpdate("A", "DE", 7, OptionalInt.empty()), PLENTY, PLENTY);
    }
}
