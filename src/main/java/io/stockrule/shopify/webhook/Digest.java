package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, to tell whether something came before.
final class Digest {
    private Digest() {}

    static ByteBuffer of(String heading, byte[] body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update((heading + "\n").getBytes(UTF_8));
            return ByteBuffer.wrap(hash.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
