package io.stockrule.shopify.webhook;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.leaving.PrivacyTopic;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.ledger.CatalogueDoubts.Subject;
import io.stockrule.stock.ledger.CatalogueDoubts.Told;
import io.stockrule.stock.ledger.LevelReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads the bodies of webhooks. Never guesses: what is not exactly as documented is parked with a reason.
///
/// The topic is a header, which nobody signed, so a body has to fit its topic.
final class WebhookReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Times that PostgreSQL stores, by far.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final ShopKey shop;
    private final String domain;
    private final JsonNode body;

    private WebhookReader(ShopKey shop, String domain, JsonNode body) {
        this.shop = shop;
        this.domain = domain;
        this.body = body;
    }

    /// @param domain of the shop
    static Webhook read(ShopKey shop, String domain, String topic, byte[] body) {
        var privacy = PrivacyTopic.of(topic);
        if (privacy.isPresent()) {
            return read(shop, domain, body, Optional.empty(), it -> it.privacy(privacy.get()));
        }
        var kind = kind(topic);
        return kind.isPresent()
                ? read(shop, domain, body, Optional.of(body), kind.get())
                : event(shop, body).orElseGet(Webhook.Unused::new);
    }

    /// An Event, whatever its topic is called; empty for anything else.
    private static Optional<Webhook> event(ShopKey shop, byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(EventHints::isEvent).map(json -> event(shop, json));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// What it says beside is the answer to a query of the app's own, and is not kept.
    private static Webhook event(ShopKey shop, JsonNode json) {
        return EventHints.in(shop, json)
                .<Webhook>map(hints -> hints)
                .orElseGet(() -> new Webhook.Unreadable(
                        "an Event that names no product, collection, location or inventory item",
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Optional<Function<WebhookReader, Webhook>> kind(String topic) {
        return switch (topic) {
            case "inventory_levels/update", "inventory_levels/connect", "inventory_levels/disconnect" ->
                Optional.of(it -> it.level(topic));
            case "inventory_items/create", "inventory_items/update", "inventory_items/delete" ->
                Optional.of(WebhookReader::inventoryItem);
            case "products/create", "products/update", "products/delete" -> Optional.of(it -> it.product(topic));
            case "collections/create", "collections/update", "collections/delete" ->
                Optional.of(it -> it.collection(topic));
            case "locations/create",
                    "locations/update",
                    "locations/activate",
                    "locations/deactivate",
                    "locations/delete" -> Optional.of(it -> it.location(topic));
            case "app/uninstalled" -> Optional.of(it -> it.uninstalled(topic));
            case "app/scopes_update" -> Optional.of(WebhookReader::scopes);
            case "shop/update" -> Optional.of(WebhookReader::shop);
            case "bulk_operations/finish" -> Optional.of(_ -> new Webhook.BulkFinished());
            default -> Optional.empty();
        };
    }

    /// @param kept what of it is kept if it cannot be read
    private static Webhook read(
            ShopKey shop, String domain, byte[] body, Optional<byte[]> kept, Function<WebhookReader, Webhook> kind) {
        try {
            var json = JSON.readTree(body);
            return json.isObject()
                    ? new WebhookReader(shop, domain, json).read(kept, kind)
                    : new Webhook.Unreadable("not a JSON object", Optional.empty(), kept);
        } catch (IOException _) {
            return new Webhook.Unreadable("not valid JSON", Optional.empty(), kept);
        }
    }

    private Webhook read(Optional<byte[]> kept, Function<WebhookReader, Webhook> kind) {
        try {
            return kind.apply(this);
        } catch (Unreadable e) {
            return new Webhook.Unreadable(e.getMessage(), itemIfReadable(), kept);
        }
    }

    private Webhook level(String topic) {
        return new Webhook.Level(topic.endsWith("/disconnect") ? disconnect() : number(topic.endsWith("/connect")));
    }

    private Webhook inventoryItem() {
        return new Webhook.Catalogue(List.of(), List.of(shop.item(id("id"))));
    }

    /// Shopify tells of a product with each order, too, and then nothing of it has changed that counts here.
    private Webhook product(String topic) {
        var subject = Subject.product(shop.merchantId(), shop.shopId(), id("id"));
        var hash = topic.endsWith("/delete") ? Optional.<ByteBuffer>empty() : ProductHash.of(body);
        return new Webhook.Catalogue(List.of(new Told(subject, topic, hash)), List.of());
    }

    /// Shopify does not say which products came or went.
    private Webhook collection(String topic) {
        var subject = Subject.collection(shop.merchantId(), shop.shopId(), id("id"));
        return new Webhook.Catalogue(List.of(Told.news(subject, topic)), List.of());
    }

    private Webhook location(String topic) {
        id("id");
        return new Webhook.Catalogue(List.of(ofLocations(topic)), List.of());
    }

    private Told ofLocations(String topic) {
        return Told.news(Subject.locations(shop.merchantId(), shop.shopId()), topic);
    }

    private Webhook uninstalled(String topic) {
        checkShop();
        return new Webhook.Uninstalled(ofLocations(topic));
    }

    private Webhook scopes() {
        if (!present("current").isArray()) {
            throw new Unreadable("current is not a list");
        }
        return new Webhook.OtherScopes();
    }

    private Webhook shop() {
        checkShop();
        var zone = present("iana_timezone");
        if (!zone.isTextual() && !zone.isNull()) {
            throw new Unreadable("iana_timezone is not a text");
        }
        return new Webhook.ShopChanged(Optional.ofNullable(zone.textValue()));
    }

    /// Told of the shop, and of this one as far as it says.
    private void checkShop() {
        id("id");
        var told = present("myshopify_domain");
        if (!told.isNull() && !domain.equalsIgnoreCase(told.asText())) {
            throw new Unreadable("myshopify_domain is that of another shop");
        }
    }

    /// That a shop is to be deleted is said by a body without a customer: those with one have other topics, whatever
    /// their header says.
    private Webhook privacy(PrivacyTopic topic) {
        id("shop_id");
        if (!domain.equalsIgnoreCase(present("shop_domain").asText())) {
            throw new Unreadable("shop_domain is that of another shop");
        }
        if (body.has("customer") == (topic == PrivacyTopic.SHOP_REDACT)) {
            throw new Unreadable("the body does not fit the topic");
        }
        return new Webhook.Privacy(topic);
    }

    private LevelReport number(boolean connects) {
        return new LevelReport.Available(item(), id("location_id"), available(), updatedAt(), connects);
    }

    private LevelReport disconnect() {
        if (body.has("available") || body.has("updated_at")) {
            throw new Unreadable("a level with a number does not fit the topic");
        }
        return new LevelReport.Disconnect(item(), id("location_id"));
    }

    private ItemKey item() {
        return shop.item(id("inventory_item_id"));
    }

    private Optional<ItemKey> itemIfReadable() {
        try {
            return Optional.of(item());
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private long id(String field) {
        long id = number(field, present(field));
        if (id <= 0) {
            throw new Unreadable(field + " is not an id");
        }
        return id;
    }

    private OptionalLong available() {
        var value = present("available");
        return value.isNull() ? OptionalLong.empty() : OptionalLong.of(number("available", value));
    }

    private Instant updatedAt() {
        var value = present("updated_at");
        if (!value.isTextual()) {
            throw new Unreadable("updated_at is not a time");
        }
        try {
            var time = OffsetDateTime.parse(value.textValue()).toInstant();
            return stored(time);
        } catch (DateTimeException _) {
            throw new Unreadable("updated_at is not a time");
        }
    }

    private static Instant stored(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new Unreadable("updated_at is out of range");
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private JsonNode present(String field) {
        var value = body.get(field);
        if (value == null) {
            throw new Unreadable(field + " is missing");
        }
        return value;
    }

    private static long number(String field, JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw new Unreadable(field + " is not a whole number");
        }
        if (!value.canConvertToLong()) {
            throw new Unreadable(field + " is outside 64 bits");
        }
        return value.longValue();
    }

    /// Ends the reading of a body; the message is the reason it is parked with.
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
