package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stockrule.shopify.ShopKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// One webhook as it arrived, correctly signed.
///
/// @param id of the delivery, the same when Shopify repeats it
/// @param content what the body says
@SuppressWarnings("ArrayRecordComponent") // webhooks are never compared
record ReceivedWebhook(ShopKey shop, String id, String topic, byte[] body, Webhook content) {
    /// Tells a repetition. Only the body is signed: an id alone could be made up to keep a real delivery out.
    ///
    /// @return SHA-256 of id, topic and body; empty for a delivery without id, which nothing tells from a new one
    Optional<ByteBuffer> receipt() {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update((id + "\n" + topic + "\n").getBytes(UTF_8));
            return Optional.of(ByteBuffer.wrap(hash.digest(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
