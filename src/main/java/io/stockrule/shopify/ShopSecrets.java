package io.stockrule.shopify;

import io.stockrule.access.Secrets;
import jakarta.enterprise.context.ApplicationScoped;

/// The secrets of shops on their way into the database and out of it.
@ApplicationScoped
public class ShopSecrets {
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

    public String decryptClientSecret(ShopKey shop, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(shop, "client-secret"));
    }

    String decryptAccessToken(ShopKey shop, byte[] cipherText) {
        return secrets.decrypt(cipherText, purpose(shop, "access-token"));
    }

    private static String purpose(ShopKey shop, String secret) {
        return "shop/%d/%d/%s".formatted(shop.merchantId(), shop.shopId(), secret);
    }
}
