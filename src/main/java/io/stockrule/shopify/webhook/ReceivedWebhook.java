package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One webhook as it arrived, correctly signed. Many of them may wait, so the body is kept only where it is wanted.
///
/// @param id of the delivery, the same when Shopify repeats it
/// @param triggeredAt as Shopify says, which nobody signed
/// @param receipt tells a repetition; empty for a delivery without id, which nothing tells from a new one
/// @param content what the body says
/// @param raw the body, if it is kept
record ReceivedWebhook(
        ShopKey shop,
        String id,
        String topic,
        String triggeredAt,
        Optional<ByteBuffer> receipt,
        Webhook content,
        Optional<RawBody> raw) {
    /// What Shopify says of a delivery beside its body; nothing of it is signed.
    record Heading(String topic, String id, String triggeredAt) {}

    /// @param domain of the shop
    /// @param keeps whether bodies are kept
    static ReceivedWebhook of(ShopKey shop, String domain, Heading heading, byte[] body, boolean keeps) {
        var content = WebhookReader.read(shop, domain, heading.topic(), body);
        var raw = keeps && mayBeKept(content) ? Optional.of(RawBody.of(body)) : Optional.<RawBody>empty();
        return new ReceivedWebhook(
                shop,
                heading.id(),
                heading.topic(),
                heading.triggeredAt(),
                receipt(heading.id(), heading.topic(), body),
                content,
                raw);
    }

    /// Not what names customers, or may, as nobody has read it.
    private static boolean mayBeKept(Webhook content) {
        return switch (content) {
            case Webhook.Level _, Webhook.Catalogue _, Webhook.OfShop _, Webhook.BulkFinished _ -> true;
            case Webhook.Unreadable unreadable -> unreadable.body().isPresent();
            case Webhook.Privacy _, Webhook.Unused _ -> false;
        };
    }

    /// Only the body is signed: an id alone could be made up to keep a real delivery out.
    private static Optional<ByteBuffer> receipt(String id, String topic, byte[] body) {
        return id.isEmpty() ? Optional.empty() : Optional.of(Digest.of(id + "\n" + topic, body));
    }

    /// How much it takes while it waits, about.
    int bytes() {
        return raw.map(it -> it.bytes().length).orElse(0);
    }
}
