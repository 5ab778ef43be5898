package io.stockrule.shopify.webhook;

import io.stockrule.shopify.ShopKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shop as far as its webhooks need it. `toString` keeps the secrets to itself.
///
/// @param secret the client secret; empty if it cannot be read any more
/// @param previous client secrets before it
record WebhookSender(ShopKey shop, String domain, Optional<SecretKeySpec> secret, List<Previous> previous) {
    private static final String ALGORITHM = "HmacSHA256";

    record Previous(SecretKeySpec secret, Instant until) {}

    /// Whether a body is the shop's own.
    enum Verdict {
        SIGNED,
        NOT_SIGNED,

        /// It is not signed with a secret that we can read, but there is one that we cannot.
        UNDECIDED
    }

    static SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /// @param signature base64 of HMAC-SHA256 over the body, as Shopify sends it
    Verdict signed(byte[] body, String signature, Instant now) {
        var given = decoded(signature);
        if (given.isPresent() && secrets(now).anyMatch(key -> MessageDigest.isEqual(given.get(), hmac(key, body)))) {
            return Verdict.SIGNED;
        }
        return secret.isPresent() ? Verdict.NOT_SIGNED : Verdict.UNDECIDED;
    }

    private Stream<SecretKeySpec> secrets(Instant now) {
        var valid = previous.stream().filter(old -> old.until().isAfter(now)).map(Previous::secret);
        return Stream.concat(secret.stream(), valid);
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
