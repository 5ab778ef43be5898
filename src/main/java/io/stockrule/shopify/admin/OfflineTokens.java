package io.stockrule.shopify.admin;

import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.ShopTokens.Access;
import io.stockrule.shopify.admin.TokenRequests.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Tokens that a merchant's consent at Shopify brought: an access token for an hour, and a refresh token that
/// renews it
/// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens).
///
/// A shop has one good pair, so one replica at a time renews it, under a lease in the shop's row, and the
/// others wait for what it stores. No pair is used before it is stored: Shopify takes the old refresh token
/// until the new pair is used, so an answer that is lost on its way, or before it is stored, is asked for
/// again.
@ApplicationScoped
public class OfflineTokens {
    private static final Logger LOG = Logger.getLogger(OfflineTokens.class);

    /// Of a lease, besides what Shopify's answer may take.
    private static final Duration TO_STORE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final TokenRequests requests;
    private final TokenPairs pairs;
    private final ShopLogins shops;
    private final InstantSource time;
    private final Duration lease;

    OfflineTokens(
            TokenRequests requests, TokenPairs pairs, ShopLogins shops, InstantSource time, ShopifyConfig config) {
        this.requests = requests;
        this.pairs = pairs;
        this.shops = shops;
        this.time = time;
        this.lease = config.timeout().plus(TO_STORE);
    }

    /// What became of a merchant's consent.
    public sealed interface Consent {
        /// @param scopes that were granted
        record Given(List<String> scopes) implements Consent {}

        /// @param why for the merchant
        record NotTaken(String why) implements Consent {}
    }

    /// Exchanges the code that Shopify gave with the merchant's consent
    /// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant).
    public Consent connect(ShopLogin login, String code) {
        return switch (requests.ask(login, Map.of("code", code, "expiring", "1"))) {
            case Answer.Given given -> connect(login, given);
            case Answer.Refused refused ->
                new Consent.NotTaken("Shopify does not take the app's id and secret with its own code (%s)"
                        .formatted(refused.why()));
            case Answer.Failed failed -> new Consent.NotTaken(reason(failed.reply()));
        };
    }

    private Consent connect(ShopLogin login, Answer.Given given) {
        var pair = TokenPair.in(given, time.instant());
        if (pair.isEmpty()) {
            return new Consent.NotTaken("Shopify gave no tokens that expire and can be renewed");
        }
        var scopes = List.of(given.fields().path("scope").asText().split(","));
        pairs.connect(login.shop(), pair.get(), scopes);
        return new Consent.Given(scopes);
    }

    private static String reason(Reply reply) {
        return switch (reply) {
            case Reply.Failed failed -> failed.reason();
            case Reply.Refused refused -> refused.reason();
            case Reply.Throttled _ -> "Shopify is asked too much at this moment";
            case Reply.TooDear _, Reply.TokenRefused _, Reply.Data _ ->
                throw new IllegalStateException("no answer to a request for tokens: " + reply);
        };
    }

    /// Where a merchant lets the app of a shop in.
    ///
    /// @param query what the page is asked with
    public URI consentPage(String domain, String query) {
        return requests.consentPage(domain, query);
    }

    Access of(ShopLogin login) {
        for (long looks = lease.dividedBy(BETWEEN_LOOKS); looks > 0; looks--) {
            var access = look(login);
            if (access.isPresent()) {
                return access.get();
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Access.Closed(new Reply.Failed("no access token: interrupted"));
            }
        }
        return new Access.Closed(new Reply.Failed("no access token: it is being renewed, and that takes too long"));
    }

    /// Empty if somebody else is renewing the pair.
    private Optional<Access> look(ShopLogin login) {
        var found = pairs.find(login.shop());
        if (found.isEmpty()) {
            return Optional.of(new Access.Closed(new Reply.Refused(ShopLogins.notConnected(login.shop()))));
        }
        var pair = found.get().pair();
        if (pair.isEmpty()) {
            return Optional.of(reconnect(login, "its tokens cannot be read", false));
        }
        if (pair.get().isFresh(time.instant())) {
            return Optional.of(new Access.Open(pair.get().access()));
        }
        return pairs.claim(login.shop(), found.get(), lease).flatMap(fence -> renew(login, pair.get(), fence));
    }

    private Optional<Access> renew(ShopLogin login, TokenPair old, long fence) {
        try {
            return switch (requests.ask(login, Map.of("grant_type", "refresh_token", "refresh_token", old.refresh()))) {
                case Answer.Given given -> keep(login, fence, given);
                case Answer.Refused refused when refused.isOfApp() -> Optional.of(Access.refusedApp(refused.status()));
                case Answer.Refused refused -> refused(login, fence, refused);
                case Answer.Failed failed -> Optional.of(new Access.Closed(failed.reply()));
            };
        } finally {
            release(login.shop(), fence);
        }
    }

    /// Empty if the lease was lost meanwhile: what counts is in the row.
    private Optional<Access> keep(ShopLogin login, long fence, Answer.Given given) {
        var pair = TokenPair.in(given, time.instant());
        if (pair.isEmpty()) {
            return Optional.of(new Access.Closed(new Reply.Failed("no usable tokens in Shopify's answer")));
        }
        return pairs.renew(login.shop(), fence, pair.get())
                ? Optional.of(new Access.Open(pair.get().access()))
                : Optional.empty();
    }

    /// Empty if the lease was lost meanwhile: who has it now may have renewed the pair, and then Shopify refuses
    /// the old one rightly.
    private Optional<Access> refused(ShopLogin login, long fence, Answer.Refused refused) {
        return pairs.find(login.shop()).filter(found -> found.fence() == fence).isPresent()
                ? Optional.of(reconnect(login, "Shopify does not renew its tokens (%s)".formatted(refused.why()), true))
                : Optional.empty();
    }

    /// @param closed as in [Reply.Refused]
    ///
    /// Told here, because not every question leaves the shop alone when it is refused.
    private Access reconnect(ShopLogin login, String why, boolean closed) {
        var reason = "connect the shop again: " + why;
        LOG.warnf("shop %d: %s", login.shop().shopId(), reason);
        shops.suspend(login, reason);
        return new Access.Closed(new Reply.Refused(reason, closed));
    }

    private void release(ShopKey shop, long fence) {
        try {
            pairs.release(shop, fence);
        } catch (RuntimeException e) {
            LOG.warnf("shop %d: its tokens are renewed later, when the lease ends: %s", shop.shopId(), e.getMessage());
        }
    }

    /// Shopify refuses this access token: unless there is another one by now, it is renewed before the next
    /// question.
    void forget(ShopLogin login, String token) {
        pairs.find(login.shop())
                .filter(found -> found.pair().map(TokenPair::access).equals(Optional.of(token)))
                .ifPresent(found -> pairs.expire(login.shop(), found));
    }
}
