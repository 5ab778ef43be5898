package io.stockrule.shopify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.access.Tokens;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopSecrets;
import io.stockrule.shopify.webhook.WebhookSender.Previous;
import io.stockrule.shopify.webhook.WebhookSender.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Tells by the token in a webhook's address which shop sends it, and whether that shop signed it.
@ApplicationScoped
class WebhookSenders {
    private static final Logger LOG = Logger.getLogger(WebhookSenders.class);
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

    Optional<WebhookSender> find(String token, AnswerBy deadline) throws TimeoutException, InterruptedException {
        var hash = Tokens.hash(token);
        var name = HexFormat.of().formatHex(hash);
        var sender = known.getIfPresent(name);
        return sender != null ? Optional.of(sender) : deadline.await(() -> look(hash, name));
    }

    /// Whether the shop with this token signed the body. A secret that was changed a moment ago is looked up.
    Verdict signed(WebhookSender sender, String token, byte[] body, String signature, AnswerBy deadline)
            throws TimeoutException, InterruptedException {
        var now = time.instant();
        var verdict = sender.signed(body, signature, now);
        if (verdict == Verdict.SIGNED) {
            return verdict;
        }
        var hash = Tokens.hash(token);
        return deadline.await(() -> look(hash, HexFormat.of().formatHex(hash)))
                .filter(fresh -> !fresh.equals(sender))
                .map(fresh -> fresh.signed(body, signature, now))
                .orElse(verdict);
    }

    private Optional<WebhookSender> look(byte[] hash, String name) {
        var found = database.withHandle(handle -> handle.createQuery("""
                        select merchant_id, shop_id, domain, client_secret, previous_secret, previous_secret_until,
                            older_secret, older_secret_until
                        from shop where token_hash = :hash or webhook_token_hash = :hash
                        """)
                .bind("hash", hash)
                .map((row, _) -> sender(row))
                .findOne());
        found.ifPresent(sender -> known.put(name, sender));
        return found;
    }

    private WebhookSender sender(ResultSet row) throws SQLException {
        var shop = new ShopKey(row.getLong("merchant_id"), row.getLong("shop_id"));
        var secret = key(shop, row.getBytes("client_secret"));
        if (secret.isEmpty()) {
            LOG.warnf(
                    "webhooks of shop %d cannot be verified: its client secret cannot be read, enter it anew",
                    shop.shopId());
        }
        var previous = new ArrayList<Previous>();
        previous.addAll(previous(shop, row, "previous_secret"));
        previous.addAll(previous(shop, row, "older_secret"));
        return new WebhookSender(shop, row.getString("domain"), secret, List.copyOf(previous));
    }

    /// None that nobody signs with any more, and none that cannot be read: the present one counts.
    private List<Previous> previous(ShopKey shop, ResultSet row, String column) throws SQLException {
        byte @Nullable [] secret = row.getBytes(column);
        var until = row.getObject(column + "_until", OffsetDateTime.class);
        return secret == null || until == null || !isAhead(until.toInstant())
                ? List.of()
                : key(shop, secret).stream()
                        .map(key -> new Previous(key, until.toInstant()))
                        .toList();
    }

    private boolean isAhead(Instant until) {
        return until.isAfter(time.instant());
    }

    private Optional<SecretKeySpec> key(ShopKey shop, byte[] cipherText) {
        return secrets.clientSecret(shop, cipherText).map(secret -> WebhookSender.key(secret.getBytes(UTF_8)));
    }
}
