package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.access.Tokens;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Tells by the token in a webhook's address which shop sends it, and whether that shop signed it.
@ApplicationScoped
class WebhookSenders {
    private static final int KEPT = 10_000;

    /// How long another replica may not know of a change; a body signed with a newer secret is looked up at once.
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final Jdbi database;
    private final ShopSecrets secrets;
    private final InstantSource time;
    private final Cache<String, WebhookSender> known =
            Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

    WebhookSenders(Jdbi database, ShopSecrets secrets, InstantSource time) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
    }

    Optional<WebhookSender> find(String token) {
        var hash = Tokens.hash(token);
        var name = HexFormat.of().formatHex(hash);
        var sender = known.getIfPresent(name);
        return sender != null ? Optional.of(sender) : look(hash, name);
    }

    /// Whether the shop with this token signed the body. A secret that was changed a moment ago is looked up.
    boolean signed(WebhookSender sender, String token, byte[] body, String signature) {
        var now = time.instant();
        if (sender.signed(body, signature, now)) {
            return true;
        }
        var hash = Tokens.hash(token);
        return look(hash, HexFormat.of().formatHex(hash))
                .filter(fresh -> !fresh.equals(sender) && fresh.signed(body, signature, now))
                .isPresent();
    }

    private Optional<WebhookSender> look(byte[] hash, String name) {
        var found = database.withHandle(handle -> handle.createQuery("""
                        select merchant_id, shop_id, domain, client_secret, previous_secret, previous_secret_until
                        from shop where token_hash = :hash
                        """)
                .bind("hash", hash)
                .map((row, _) -> sender(row))
                .findOne());
        found.ifPresent(sender -> known.put(name, sender));
        return found;
    }

    private WebhookSender sender(ResultSet row) throws SQLException {
        var shop = new ShopKey(row.getLong("merchant_id"), row.getLong("shop_id"));
        return new WebhookSender(
                shop, row.getString("domain"), key(shop, row.getBytes("client_secret")), previous(shop, row));
    }

    private Optional<WebhookSender.Previous> previous(ShopKey shop, ResultSet row) throws SQLException {
        byte @Nullable [] secret = row.getBytes("previous_secret");
        return secret == null
                ? Optional.empty()
                : Optional.of(new WebhookSender.Previous(
                        key(shop, secret),
                        row.getTimestamp("previous_secret_until").toInstant()));
    }

    private SecretKeySpec key(ShopKey shop, byte[] cipherText) {
        return WebhookSender.key(secrets.decryptClientSecret(shop, cipherText).getBytes(UTF_8));
    }
}
