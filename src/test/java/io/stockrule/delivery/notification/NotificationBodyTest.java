package io.stockrule.delivery.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.SharedData;
import io.stockrule.delivery.notification.ReceivedNotification.Odd;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a message says.
class NotificationBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WHOLE = """
            {"NotificationType":"LISTINGS_ITEM_MFN_QUANTITY_CHANGE","EventTime":"2026-02-03T18:59:30.194Z",
             "Payload":{"SellerId":"A1","Sku":"MUG","Quantity":4},"NotificationMetadata":{"NotificationId":"n-1"}}""";

    @Test
    void amazons_own_examples_are_read() throws JsonProcessingException {
        assertThat(read("ListingsItemMfnQuantityChange"))
                .isEqualTo(new ReceivedNotification.OfListing(
                        "8e009934-da2c-4f9c-9bc7-93f23b7e1f60",
                        Instant.parse("2021-02-03T18:59:30.194Z"),
                        "AXXXXXXXXXXXXX",
                        "NLS-SHOES-03",
                        OptionalInt.of(99),
                        false));
        assertThat(read("ListingsItemStatusChangeNotification"))
                .isInstanceOfSatisfying(ReceivedNotification.OfListing.class, it -> {
                    assertThat(it.sku()).isEqualTo("NLS-SHOES-03");
                    assertThat(it.doubtsChannel()).isTrue();
                });
        assertThat(read("ListingsItemIssuesChangeNotification_2023-12-13"))
                .isInstanceOfSatisfying(
                        ReceivedNotification.OfListing.class,
                        it -> assertThat(it.doubtsChannel()).isFalse());
        assertThat(read("FeedProcessingFinishedNotification"))
                .isEqualTo(new ReceivedNotification.OfFeed(
                        "d0e9e693-c3ad-4373-979f-ed4ec98dd746",
                        Instant.parse("2020-07-13T19:42:04.284Z"),
                        "A3TH9S8BH6GOGM",
                        "53347018456"));
    }

    private static ReceivedNotification read(String schema) throws JsonProcessingException {
        JsonNode example = JSON.readTree(SharedData.text("amazon/schemas/notifications/%s.json".formatted(schema)))
                .at("/examples/0");
        return NotificationBody.read(example.toString());
    }

    @Test
    void the_envelope_of_eventbridge_says_the_same() {
        var enveloped = "{\"version\":\"0\",\"detail-type\":\"LISTINGS_ITEM_MFN_QUANTITY_CHANGE\",\"detail\":%s}"
                .formatted(WHOLE);
        assertThat(NotificationBody.read(enveloped))
                .isEqualTo(NotificationBody.read(WHOLE))
                .isInstanceOf(ReceivedNotification.OfListing.class);
    }

    @Test
    void whose_account_it_is_may_stand_beside_the_change_or_in_it() {
        var expected = new ReceivedNotification.OfAccount(
                "n-1", Instant.parse("2026-02-03T18:59:30Z"), "A1", Optional.of("DE"), "DEACTIVATED");
        var whose = "\"sellerId\":\"A1\",\"marketplaceId\":\"DE\"";
        assertThat(account("{\"accountStatusChangeNotification\":{%s,\"currentAccountStatus\":\"DEACTIVATED\"}}"
                        .formatted(whose)))
                .isEqualTo(expected);
        assertThat(account("{%s,\"accountStatusChangeNotification\":{\"currentAccountStatus\":\"DEACTIVATED\"}}"
                        .formatted(whose)))
                .isEqualTo(expected);
    }

    private static ReceivedNotification account(String payload) {
        return NotificationBody.read("""
                {"NotificationType":"ACCOUNT_STATUS_CHANGED","EventTime":"2026-02-03T19:59:30+01:00","Payload":%s,
                 "NotificationMetadata":{"NotificationId":"n-1"}}""".formatted(payload));
    }

    /// No text becomes a number, and no number a text.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', useHeadersInDisplayName = true, textBlock = """
            INSTEAD OF                               | THIS                                | BECAUSE
            "Quantity":4                             | "Quantity":"4"                      | Quantity is no number
            "Quantity":4                             | "Quantity":4.5                      | Quantity is no number
            "Quantity":4                             | "Quantity":99999999999              | Quantity is no number
            "Quantity":4                             | "Other":4                           | Quantity is no number
            "Sku":"MUG"                              | "Sku":7                             | Sku is missing
            "Sku":"MUG"                              | "Sku":""                            | Sku is missing
            "Sku":"MUG"                              | "Sku":"a\\u0000b"                   | Sku is no name
            "Sku":"MUG"                              | "Sku":"a\\ud800"                    | Sku is no name
            "SellerId":"A1"                          | "SELLERID":"A1"                     | SellerId is missing
            "EventTime":"2026-02-03T18:59:30.194Z"   | "EventTime":"yesterday"             | EventTime is no time
            "EventTime":"2026-02-03T18:59:30.194Z"   | "EventTime":"2026-02-03T18:59:30"   | EventTime is no time
            "NotificationId":"n-1"                   | "NotificationId":null               | NotificationId is missing
            """)
    void what_is_nearly_right_is_refused(String instead, String that, String because) {
        var body = WHOLE.replace(instead, that);
        assertThat(body).isNotEqualTo(WHOLE);
        assertThat(NotificationBody.read(body)).isEqualTo(new Odd(Odd.Kind.UNREADABLE, because));
    }

    @Test
    void deep_nesting_and_long_names_are_refused() {
        assertThat(NotificationBody.read("[".repeat(5_000))).isInstanceOf(Odd.class);
        assertThat(NotificationBody.read(WHOLE.replace("n-1", "n".repeat(300))))
                .isEqualTo(new Odd(Odd.Kind.UNREADABLE, "NotificationId is no name"));
    }

    @Test
    void a_sku_is_taken_as_it_stands() {
        assertThat(NotificationBody.read(WHOLE.replace("MUG", " Mug \\u00e4")))
                .isInstanceOfSatisfying(
                        ReceivedNotification.OfListing.class,
                        it -> assertThat(it.sku()).isEqualTo(" Mug ä"));
    }
}
