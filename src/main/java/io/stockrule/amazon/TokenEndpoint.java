package io.stockrule.amazon;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.ClientSecrets.ClientSecret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Login with Amazon: exchanges a refresh token for an access token
/// (https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api). Of two client
/// secrets the one that Amazon accepted last is tried first, and the other one when Amazon does not accept
/// it any more.
final class TokenEndpoint {
    private static final long MAX_BYTES = 64 * 1024;

    /// An access token is given up this long before it expires.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /// Another is fetched in the last twelfth of its life: of the hour that Amazon gives it, five minutes.
    private static final int RENEWED_IN_THE_LAST = 12;

    private static final String SECRET_REFUSED = "invalid_client";

    private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);

    private final HttpCalls http;
    private final AmazonConfig config;
    private final InstantSource time;
    private final BiConsumer<AmazonCredentials, Boolean> serves;

    /// @param serves is told when Amazon accepts another of an account's client secrets than before, and
    ///     whether that is its other one
    TokenEndpoint(
            HttpCalls http, AmazonConfig config, InstantSource time, BiConsumer<AmazonCredentials, Boolean> serves) {
        this.http = http;
        this.config = config;
        this.time = time;
        this.serves = serves;
    }

    /// A token for what the seller has granted. Within [AmazonConfig#tokenTimeout], whether one secret is tried or two.
    TokenResult fetch(AmazonCredentials account) {
        return fetch(account, "grant_type=refresh_token&refresh_token=" + formEncoded(account.refreshToken()));
    }

    /// A token of the application itself; the same for all of its accounts.
    TokenResult grantless(AmazonCredentials account, String scope) {
        return fetch(account, "grant_type=client_credentials&scope=" + formEncoded(scope));
    }

    private TokenResult fetch(AmazonCredentials account, String grant) {
        var deadline = Deadline.in(config.tokenTimeout());
        var secrets = account.clientSecrets().inOrder();
        var first = fetch(account, grant, secrets.getFirst(), deadline);
        if (secrets.size() == 1 || !isOfSecret(first)) {
            return told(account, secrets.getFirst(), first);
        }
        var second = fetch(account, grant, secrets.getLast(), deadline);
        return isOfSecret(second) ? neither((TokenResult.Denied) second) : told(account, secrets.getLast(), second);
    }

    private static boolean isOfSecret(TokenResult result) {
        return result instanceof TokenResult.Denied denied && denied.error().equals(SECRET_REFUSED);
    }

    private static TokenResult neither(TokenResult.Denied denied) {
        return new TokenResult.Denied(
                SECRET_REFUSED, "Amazon accepts neither of the account's two client secrets. " + denied.reason());
    }

    private TokenResult told(AmazonCredentials account, ClientSecret used, TokenResult result) {
        boolean isGranted = result instanceof TokenResult.Granted;
        if (isGranted && used.isOther() != account.clientSecrets().otherServes()) {
            note(account, used.isOther());
        }
        return result;
    }

    /// A token is good whether that is noted or not.
    private void note(AmazonCredentials account, boolean isOther) {
        LOG.infof("%s: Amazon accepts its %s now", account, isOther ? "otherClientSecret" : "clientSecret");
        try {
            serves.accept(account, isOther);
        } catch (RuntimeException e) {
            LOG.warnf("%s: it could not be noted which client secret Amazon accepts: %s", account, e.getMessage());
        }
    }

    private TokenResult fetch(AmazonCredentials account, String grant, ClientSecret secret, Deadline deadline) {
        var asked = time.instant();
        var answer = http.call(request(account, grant, secret), deadline, MAX_BYTES);
        return switch (answer) {
            case Answer.NotSent notSent -> new TokenResult.Unavailable("no access token: " + notSent.reason());
            case Answer.Unanswered lost -> new TokenResult.Unavailable("no access token: " + lost.reason());
            case Answer.Forbidden forbidden ->
                new TokenResult.Denied("", forbidden.ofAccount().reason());
            case Answer.Denied denied -> new TokenResult.Denied("", denied.reason());
            case Answer.Answered answered ->
                Json.read(answered.body(), Body.class)
                        .map(body -> body.result(answered.status(), account, asked))
                        .orElseGet(() -> unreadable(answered.status()));
        };
    }

    private HttpRequest.Builder request(AmazonCredentials account, String grant, ClientSecret secret) {
        var form = "%s&client_id=%s&client_secret=%s"
                .formatted(grant, formEncoded(account.clientId()), formEncoded(secret.text()));
        return HttpRequest.newBuilder(URI.create(config.tokenEndpoint()))
                .header("content-type", "application/x-www-form-urlencoded;charset=UTF-8")
                .header("accept", "application/json")
                .header("user-agent", config.userAgent())
                .POST(ofString(form));
    }

    private static String formEncoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static TokenResult unreadable(int status) {
        return new TokenResult.Unavailable("no access token: unreadable answer with status " + status);
    }

    /// Success and failure have the same form, told apart by the status.
    record Body(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn,
            @Nullable String error,
            @JsonProperty("error_description") @Nullable String description) {
        TokenResult result(int status, AmazonCredentials account, Instant asked) {
            if (status == 200 && accessToken != null && accessToken.matches("[\\x21-\\x7e]+")) {
                var lives = Duration.ofSeconds(expiresIn == null ? 0 : Math.clamp(expiresIn, 0, 86_400));
                var renewFrom = asked.plus(lives.minus(lives.dividedBy(RENEWED_IN_THE_LAST)));
                return new TokenResult.Granted(
                        accessToken, renewFrom, asked.plus(lives).minus(MARGIN));
            }
            if (error == null || status < 400) {
                return unreadable(status);
            }
            return status >= 500 || status == 429 || passes(error)
                    ? new TokenResult.Unavailable("no access token for now: " + words(account))
                    : new TokenResult.Denied(error, whatToDo(error) + " (Amazon says: " + words(account) + ")");
        }

        private static boolean passes(String error) {
            return Refusals.ofLogin(error)
                    .filter(refusal -> refusal.treatment() == Refusals.Treatment.RETRY)
                    .isPresent();
        }

        private static String whatToDo(String error) {
            return Refusals.ofLogin(error).map(Refusals.Refusal::sentence).orElseGet(Refusals::unknownLogin);
        }

        /// An answer that repeats a secret is not quoted.
        private String words(AmazonCredentials account) {
            var quoted = Optional.ofNullable(description)
                    .filter(text -> !account.clientSecrets().isIn(text) && !text.contains(account.refreshToken()));
            return ForeignText.clean(error + quoted.map(text -> ", " + text).orElse(""));
        }

        @Override
        public String toString() {
            return "Body[error=%s]".formatted(error);
        }
    }
}
