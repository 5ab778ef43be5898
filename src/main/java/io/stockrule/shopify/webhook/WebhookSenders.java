package io.stockrule.shopify.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.access.Tokens;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopSecrets;
import io.stockrule.shopify.SigningSecrets.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Tells by the token in a webhook's address which shop sends it, and whether that shop signed it.
@ApplicationScoped
class WebhookSenders {
    private static final Logger LOG = Logger.getLogger(WebhookSenders.class);
    private static final int KEPT = 10_000;

    /// How long another replica may not know of a change; a body signed with a newer secret is looked up at
    /// once.
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final Jdbi database;
    private final ShopSecrets secrets;
    private final ToldDomains domains;
    private final InstantSource time;
    private final Cache<String, WebhookSender> known =
            Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(KEPT_FOR).build();

    WebhookSenders(Jdbi database, ShopSecrets secrets, ToldDomains domains, InstantSource time) {
        this.database = database;
        this.secrets = secrets;
        this.domains = domains;
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
                        with address as (
                            select merchant_id, shop_id, false former from shop
                            where token_hash = :hash or webhook_token_hash = :hash
                            union all
                            select merchant_id, shop_id, true from former_webhook_address
                            where token_hash = :hash and good_until > :now)
                        select merchant_id, shop_id, former, domain, told_domain, client_secret, previous_secret,
                            previous_secret_until, older_secret, older_secret_until
                        from address join shop using (merchant_id, shop_id)
                        """)
                .bind("hash", hash)
                .bind("now", time.instant())
                .map((row, _) -> sender(row))
                .findOne());
        found.ifPresent(sender -> known.put(name, sender));
        return found;
    }

    /// Whether the shop with this token may be known by a name that is not its own: it may have been renamed
    /// at Shopify, and then its merchant sees the name. False for the name of another shop of the merchant.
    boolean mayBeNamed(WebhookSender sender, String token, String name, AnswerBy deadline)
            throws TimeoutException, InterruptedException {
        var hash = Tokens.hash(token);
        return deadline.await(() -> {
            boolean noted = domains.note(sender.shop(), name);
            look(hash, HexFormat.of().formatHex(hash));
            return noted;
        });
    }

    private WebhookSender sender(ResultSet row) throws SQLException {
        var shop = new ShopKey(row.getLong("merchant_id"), row.getLong("shop_id"));
        var signing = secrets.signing(shop, row, time.instant());
        if (signing.secret().isEmpty()) {
            LOG.warnf(
                    "webhooks of shop %d cannot be verified: its client secret cannot be read, enter it anew",
                    shop.shopId());
        }
        var told = Optional.ofNullable(row.getString("told_domain"));
        return new WebhookSender(shop, row.getString("domain"), told, row.getBoolean("former"), signing);
    }
}
