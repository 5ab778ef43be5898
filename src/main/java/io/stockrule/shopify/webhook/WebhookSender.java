package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shop as far as its webhooks need it. `toString` keeps the secrets to itself.
///
/// @param previous the client secret before the present one
record WebhookSender(ShopKey shop, String domain, SecretKeySpec secret, Optional<Previous> previous) {
    private static final String ALGORITHM = "HmacSHA256";

    record Previous(SecretKeySpec secret, Instant until) {}

    static SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /// @param signature base64 of HMAC-SHA256 over the body, as Shopify sends it
    boolean signed(byte[] body, String signature, Instant now) {
        return decoded(signature)
                .filter(given -> MessageDigest.isEqual(given, hmac(secret, body))
                        || previous.filter(old -> old.until().isAfter(now))
                                .filter(old -> MessageDigest.isEqual(given, hmac(old.secret(), body)))
                                .isPresent())
                .isPresent();
    }

    private static Optional<byte[]> decoded(String signature) {
        try {
            return Optional.of(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] hmac(SecretKeySpec secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSender[shop=%s, domain=%s]".formatted(shop, domain);
    }
}
