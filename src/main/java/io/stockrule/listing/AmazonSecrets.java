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

    public byte[] encryptOtherClientSecret(AccountKey account, String secret) {
        return secrets.encrypt(secret, purpose(account, "other-client-secret"));
    }

    public byte[] encryptRefreshToken(AccountKey account, String token) {
        return secrets.encrypt(token, purpose(account, "refresh-token"));
    }

    String decryptClientSecret(AccountKey account, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(account, "client-secret"));
    }

    String decryptOtherClientSecret(AccountKey account, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(account, "other-client-secret"));
    }

    String decryptRefreshToken(AccountKey account, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(account, "refresh-token"));
    }

    /// Of an hour: see `KeptTokens` of `amazon`.
    public byte[] encryptAccessToken(AccountKey account, String token) {
        return secrets.encrypt(token, purpose(account, "access-token"));
    }

    /// @throws io.stockrule.access.UnreadableSecret if it does not decrypt here
    public String decryptAccessToken(AccountKey account, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(account, "access-token"));
    }

    private static String purpose(AccountKey account, String secret) {
        return "amazon-account/%d/%d/%s".formatted(account.merchantId(), account.amazonAccountId(), secret);
    }
}
