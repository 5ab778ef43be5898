package io.stockrule.delivery.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrule.delivery.notification.ReceivedNotification.Odd;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the body of a message: a notification as Amazon's schemas describe it, alone or in the envelope of
/// EventBridge. Some types spell their fields `SellerId`, others `sellerId`; nothing else is forgiven.
final class NotificationBody {
    /// More than ten times what the largest type that we ask for can take.
    static final int MOST_CHARACTERS = 65_536;

    /// Amazon's ids are UUIDs.
    private static final int LONGEST_NAME = 200;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(50)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private NotificationBody() {}

    static ReceivedNotification read(String body) {
        if (body.length() > MOST_CHARACTERS) {
            return new Odd(Odd.Kind.TOO_LARGE, "a message of %d characters".formatted(body.length()));
        }
        try {
            return notification(JSON.readTree(body));
        } catch (JsonProcessingException _) {
            return new Odd(Odd.Kind.UNREADABLE, "it is not JSON");
        } catch (Unreadable e) {
            return new Odd(Odd.Kind.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static ReceivedNotification notification(JsonNode outer) throws Unreadable {
        var inner = outer.path("detail-type").isTextual() ? outer.path("detail") : outer;
        var name = name(inner, "NotificationType");
        var type = NotificationType.named(name);
        if (type.isEmpty()) {
            return new Odd(Odd.Kind.UNKNOWN_TYPE, printable(name));
        }
        var id = name(field(inner, "NotificationMetadata"), "NotificationId");
        var at = time(inner);
        var payload = field(inner, "Payload");
        return switch (type.get()) {
            case LISTINGS_ITEM_MFN_QUANTITY_CHANGE -> listing(id, at, payload, quantity(payload), false);
            case LISTINGS_ITEM_STATUS_CHANGE -> listing(id, at, payload, OptionalInt.empty(), true);
            case LISTINGS_ITEM_ISSUES_CHANGE -> listing(id, at, payload, OptionalInt.empty(), false);
            case ACCOUNT_STATUS_CHANGED -> account(id, at, payload);
            case FEED_PROCESSING_FINISHED -> {
                var feed = field(payload, "FeedProcessingFinishedNotification");
                yield new ReceivedNotification.OfFeed(id, at, name(feed, "SellerId"), name(feed, "FeedId"));
            }
        };
    }

    private static ReceivedNotification listing(
            String id, Instant at, JsonNode payload, OptionalInt quantity, boolean doubtsChannel) throws Unreadable {
        return new ReceivedNotification.OfListing(
                id, at, name(payload, "SellerId"), name(payload, "Sku"), quantity, doubtsChannel);
    }

    /// No schema of it is published; the words are those of its description in
    /// https://developer-docs.amazon.com/sp-api/docs/notification-type-values. Whose account it is may stand
    /// beside the change or in it.
    private static ReceivedNotification account(String id, Instant at, JsonNode payload) throws Unreadable {
        var change = field(payload, "AccountStatusChangeNotification");
        var whose = field(change, "SellerId").isMissingNode() ? payload : change;
        var marketplace = field(whose, "MarketplaceId").isMissingNode()
                ? Optional.<String>empty()
                : Optional.of(name(whose, "MarketplaceId"));
        return new ReceivedNotification.OfAccount(
                id, at, name(whose, "SellerId"), marketplace, name(change, "CurrentAccountStatus"));
    }

    private static OptionalInt quantity(JsonNode payload) throws Unreadable {
        var quantity = field(payload, "Quantity");
        if (!quantity.isInt()) {
            throw new Unreadable("Quantity is no number");
        }
        return OptionalInt.of(quantity.intValue());
    }

    private static Instant time(JsonNode inner) throws Unreadable {
        var text = name(inner, "EventTime");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new Unreadable("EventTime is no time");
        }
    }

    /// A text that is not empty, nor longer than any name, and that can be stored.
    private static String name(JsonNode object, String field) throws Unreadable {
        var value = field(object, field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new Unreadable(field + " is missing");
        }
        var text = value.textValue();
        if (text.length() > LONGEST_NAME || !isStorable(text)) {
            throw new Unreadable(field + " is no name");
        }
        return text;
    }

    /// In either of Amazon's two spellings.
    private static JsonNode field(JsonNode object, String name) {
        var found = object.path(name);
        return found.isMissingNode()
                ? object.path(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                : found;
    }

    /// PostgreSQL has no room for a NUL, and UTF-8 none for half of a character.
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(it -> it == 0 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE));
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
