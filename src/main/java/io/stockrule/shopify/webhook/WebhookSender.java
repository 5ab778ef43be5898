package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.SigningSecrets;
import io.stockrule.shopify.SigningSecrets.Verdict;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A shop as far as its webhooks need it.
///
/// @param told another name of the shop that its webhooks told
/// @param former it is sent to an address that the shop had before
record WebhookSender(ShopKey shop, String domain, Optional<String> told, boolean former, SigningSecrets secrets) {
    /// @param signature base64 of HMAC-SHA256 over the body, as Shopify sends it
    Verdict signed(byte[] body, String signature, Instant now) {
        return secrets.verdict(body, decoded(signature), now);
    }

    /// Whether the shop is known by this name.
    boolean isNamed(String name) {
        return domain.equals(name) || told.equals(Optional.of(name));
    }

    private static Optional<byte[]> decoded(String signature) {
        try {
            return Optional.of(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
