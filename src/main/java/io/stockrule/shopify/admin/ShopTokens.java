package io.stockrule.shopify.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The tokens that open a shop's data: a permanent one that the merchant gave, else one that the app's id and secret
/// are exchanged for, valid for a day
/// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant).
@ApplicationScoped
class ShopTokens {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /// What a header may carry. What it may not would stand in the failure of the client that refuses it.
    private static final Pattern FORM = Pattern.compile("[!-~]+");

    private final ShopifyHttp http;
    private final ObjectMapper json;
    private final InstantSource time;
    private final Map<ShopKey, Granted> granted = new ConcurrentHashMap<>();

    ShopTokens(ShopifyHttp http, ObjectMapper json, InstantSource time) {
        this.http = http;
        this.json = json;
        this.time = time;
    }

    private record Granted(String token, Instant until) {}

    /// A token, or why there is none.
    sealed interface Access {
        record Open(String token) implements Access {}

        record Closed(Reply reply) implements Access {}
    }

    Access of(ShopLogin login) {
        if (login.accessToken().isPresent()) {
            return new Access.Open(login.accessToken().get());
        }
        return Optional.ofNullable(granted.get(login.shop()))
                .filter(it -> it.until().isAfter(time.instant()))
                .<Access>map(it -> new Access.Open(it.token()))
                .orElseGet(() -> ask(login));
    }

    /// Shopify refuses this token.
    ///
    /// @return whether another one can be had
    boolean forget(ShopLogin login, String token) {
        granted.computeIfPresent(login.shop(), (_, it) -> it.token().equals(token) ? null : it);
        return login.accessToken().isEmpty();
    }

    private Access ask(ShopLogin login) {
        try {
            return read(
                    login,
                    http.post(
                            login.domain(),
                            "/admin/oauth/access_token",
                            Map.of(
                                    "client_id", login.clientId(),
                                    "client_secret", login.clientSecret(),
                                    "grant_type", "client_credentials")));
        } catch (JsonProcessingException _) { // its message may quote the token
            return new Access.Closed(new Reply.Failed("no access token: Shopify's answer is not JSON"));
        } catch (IOException e) {
            return new Access.Closed(new Reply.Failed("no access token: " + ShopifyHttp.reason(e)));
        }
    }

    private Access read(ShopLogin login, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == 400 || status == 401 || status == 403) {
            return new Access.Closed(
                    new Reply.Refused("Shopify refuses the app's client id and secret (status %d)".formatted(status)));
        }
        if (status != 200) {
            return new Access.Closed(GraphQl.failure(response));
        }
        var answer = json.readTree(response.body());
        var token = answer.path("access_token").asText();
        if (!FORM.matcher(token).matches()) {
            return new Access.Closed(new Reply.Failed("no usable access token in Shopify's answer"));
        }
        var until =
                time.instant().plusSeconds(answer.path("expires_in").asLong()).minus(MARGIN);
        granted.put(login.shop(), new Granted(token, until));
        return new Access.Open(token);
    }
}
