package io.stockrule.listing;

import io.stockrule.access.Secrets;
import jakarta.enterprise.context.ApplicationScoped;

/// The secrets of Amazon accounts on their way into the database and out of it.
@ApplicationScoped
public class AmazonSecrets {
    private final Secrets secrets;

    AmazonSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    public byte[] encryptClientSecret(AccountKey account, String secret) {
        return secrets.encrypt(secret, purpose(account, "client-secret"));
    }

    public byte[] encryptRefreshToken(AccountKey account, String token) {
        return secrets.encrypt(token, purpose(account, "refresh-token"));
    }

    String decryptClientSecret(AccountKey account, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(account, "client-secret"));
    }

    String decryptRefreshToken(AccountKey account, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(account, "refresh-token"));
    }

    private static String purpose(AccountKey account, String secret) {
        return "amazon-account/%d/%d/%s".formatted(account.merchantId(), account.amazonAccountId(), secret);
    }
}
