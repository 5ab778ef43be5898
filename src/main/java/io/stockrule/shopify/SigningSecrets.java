package io.stockrule.shopify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client secrets that Shopify signs with what it sends for a shop. `toString` keeps them to itself.
///
/// @param secret the one in force; empty if it cannot be read any more
/// @param previous those before it
public record SigningSecrets(Optional<SecretKeySpec> secret, List<Previous> previous) {
    private static final String ALGORITHM = "HmacSHA256";

    public record Previous(SecretKeySpec secret, Instant until) {
        @Override
        public String toString() {
            return "Previous[until=%s]".formatted(until);
        }
    }

    /// Whether something comes from Shopify.
    public enum Verdict {
        SIGNED,
        NOT_SIGNED,

        /// It is not signed with a secret that we can read, but there is one that we cannot.
        UNDECIDED
    }

    public static SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /// @param signature HMAC-SHA256 over the message; empty if none was given that can be read
    public Verdict verdict(byte[] message, Optional<byte[]> signature, Instant now) {
        if (signature.isPresent()
                && secrets(now).anyMatch(key -> MessageDigest.isEqual(signature.get(), hmac(key, message)))) {
            return Verdict.SIGNED;
        }
        return secret.isPresent() ? Verdict.NOT_SIGNED : Verdict.UNDECIDED;
    }

    private Stream<SecretKeySpec> secrets(Instant now) {
        var valid = previous.stream().filter(old -> old.until().isAfter(now)).map(Previous::secret);
        return Stream.concat(secret.stream(), valid);
    }

    private static byte[] hmac(SecretKeySpec secret, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecrets[]";
    }
}
