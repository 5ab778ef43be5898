package io.stockrule.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stockrule.access.Secrets;
import io.stockrule.access.UnreadableSecret;
import io.stockrule.shopify.SigningSecrets.Previous;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    Optional<String> clientSecret(ShopKey shop, byte[] cipherText) {
        return read(cipherText, purpose(shop, "client-secret"));
    }

    /// As [#clientSecret].
    Optional<String> accessToken(ShopKey shop, byte[] cipherText) {
        return read(cipherText, purpose(shop, "access-token"));
    }

    /// Of a pair that has to be renewed, as [#encryptRefreshToken].
    public byte[] encryptOfflineToken(ShopKey shop, String token) {
        return secrets.encrypt(token, ofConnection(shop, "access-token"));
    }

    public byte[] encryptRefreshToken(ShopKey shop, String token) {
        return secrets.encrypt(token, ofConnection(shop, "refresh-token"));
    }

    /// Empty if it cannot be read: the merchant has to connect the shop again.
    public Optional<String> offlineToken(ShopKey shop, byte[] cipherText) {
        return read(cipherText, ofConnection(shop, "access-token"));
    }

    /// As [#offlineToken].
    public Optional<String> refreshToken(ShopKey shop, byte[] cipherText) {
        return read(cipherText, ofConnection(shop, "refresh-token"));
    }

    /// Those of a row with the columns `client_secret`, `previous_secret`, `older_secret` and until when the
    /// latter two count. Old ones that cannot be read are left out: the present one counts.
    public SigningSecrets signing(ShopKey shop, ResultSet row, Instant now) throws SQLException {
        var previous = new ArrayList<Previous>();
        previous.addAll(previous(shop, row, "previous_secret", now));
        previous.addAll(previous(shop, row, "older_secret", now));
        return new SigningSecrets(key(shop, row.getBytes("client_secret")), List.copyOf(previous));
    }

    private List<Previous> previous(ShopKey shop, ResultSet row, String column, Instant now) throws SQLException {
        byte @Nullable [] secret = row.getBytes(column);
        var until = row.getObject(column + "_until", OffsetDateTime.class);
        return secret == null || until == null || !until.toInstant().isAfter(now)
                ? List.of()
                : key(shop, secret).stream()
                        .map(key -> new Previous(key, until.toInstant()))
                        .toList();
    }

    private Optional<SecretKeySpec> key(ShopKey shop, byte[] cipherText) {
        return clientSecret(shop, cipherText).map(secret -> SigningSecrets.key(secret.getBytes(UTF_8)));
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

    private static String ofConnection(ShopKey shop, String secret) {
        return "shop-connection/%d/%d/%s".formatted(shop.merchantId(), shop.shopId(), secret);
    }
}
