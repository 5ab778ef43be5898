package io.stockrule.shopify;

import io.stockrule.access.Secrets;
import io.stockrule.access.UnreadableSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The secrets of shops on their way into the database and out of it.
@ApplicationScoped
public class ShopSecrets {
    private static final Logger LOG = Logger.getLogger(ShopSecrets.class);

    private final Secrets secrets;

    ShopSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    byte[] encryptClientSecret(ShopKey shop, String secret) {
        return secrets.encrypt(secret, purpose(shop, "client-secret"));
    }

    byte[] encryptAccessToken(ShopKey shop, String token) {
        return secrets.encrypt(token, purpose(shop, "access-token"));
    }

    public byte[] encryptWebhookToken(ShopKey shop, String token) {
        return secrets.encrypt(token, purpose(shop, "webhook-token"));
    }

    /// Empty if it cannot be read any more.
    public Optional<String> webhookToken(ShopKey shop, byte[] cipherText) {
        return read(cipherText, purpose(shop, "webhook-token"));
    }

    /// Empty if it cannot be read: the merchant has to enter it anew.
    public Optional<String> clientSecret(ShopKey shop, byte[] cipherText) {
        return read(cipherText, purpose(shop, "client-secret"));
    }

    /// As [#clientSecret].
    Optional<String> accessToken(ShopKey shop, byte[] cipherText) {
        return read(cipherText, purpose(shop, "access-token"));
    }

    private Optional<String> read(byte[] cipherText, String purpose) {
        try {
            return Optional.of(secrets.decrypt(cipherText, purpose));
        } catch (UnreadableSecret e) {
            LOG.debug("A secret is lost", e);
            return Optional.empty();
        }
    }

    private static String purpose(ShopKey shop, String secret) {
        return "shop/%d/%d/%s".formatted(shop.merchantId(), shop.shopId(), secret);
    }
}
