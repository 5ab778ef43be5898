package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One webhook as it arrived, correctly signed. Many of them may wait, so the body is kept only where it is wanted.
///
/// @param id of the delivery, the same when Shopify repeats it
/// @param receipt tells a repetition; empty for a delivery without id, which nothing tells from a new one
/// @param content what the body says
record ReceivedWebhook(ShopKey shop, String id, String topic, Optional<ByteBuffer> receipt, Webhook content) {
    /// @param domain of the shop
    static ReceivedWebhook of(ShopKey shop, String domain, String id, String topic, byte[] body) {
        var content = WebhookReader.read(shop, domain, topic, body);
        return new ReceivedWebhook(shop, id, topic, receipt(id, topic, body), content);
    }

    /// Only the body is signed: an id alone could be made up to keep a real delivery out.
    private static Optional<ByteBuffer> receipt(String id, String topic, byte[] body) {
        return id.isEmpty() ? Optional.empty() : Optional.of(Digest.of(id + "\n" + topic, body));
    }
}
