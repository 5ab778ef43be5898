package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrule.shopify.ShopLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Asks Shopify's GraphQL Admin API.
@ApplicationScoped
public class GraphQl {
    /// Supported until 2027-10-01 (https://shopify.dev/docs/api/usage/versioning).
    static final String VERSION = "2026-10";

    private static final Logger LOG = Logger.getLogger(GraphQl.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final ShopifyHttp http;
    private final ShopTokens tokens;
    private final Stores stores;
    private final ObjectMapper json;
    private final Counter otherVersions;
    private final Set<String> reportedVersions = ConcurrentHashMap.newKeySet();

    GraphQl(ShopifyHttp http, ShopTokens tokens, Stores stores, ObjectMapper json, MeterRegistry meters) {
        this.http = http;
        this.tokens = tokens;
        this.stores = stores;
        this.json = json;
        this.otherVersions = Counter.builder("stockrule.shopify.other.version")
                .description("answers of Shopify in another version of its API than was asked for")
                .register(meters);
    }

    /// Whoever answers is first asked which store it is, once for each login.
    public Reply ask(ShopLogin login, String document, Map<String, Object> variables) {
        if (stores.isKnown(login)) {
            return askForSure(login, document, variables);
        }
        var store = askForSure(login, Documents.STORE, Map.of());
        return store instanceof Reply.Data answer
                ? stores.mismatch(login, answer.data()).orElseGet(() -> askForSure(login, document, variables))
                : store;
    }

    /// A token that is no longer valid is replaced once.
    private Reply askForSure(ShopLogin login, String document, Map<String, Object> variables) {
        var reply = askOnce(login, document, variables);
        return reply instanceof Reply.TokenRefused ? askOnce(login, document, variables) : reply;
    }

    private Reply askOnce(ShopLogin login, String document, Map<String, Object> variables) {
        return switch (tokens.of(login)) {
            case ShopTokens.Access.Closed closed -> closed.reply();
            case ShopTokens.Access.Open open -> ask(login, open.token(), document, variables);
        };
    }

    private Reply ask(ShopLogin login, String token, String document, Map<String, Object> variables) {
        var reply = askWith(login.domain(), token, document, variables);
        return reply instanceof Reply.TokenRefused ? refused(login, token) : reply;
    }

    /// One question, whoever answers; nothing is remembered of it.
    Reply askWith(String domain, String token, String document, Map<String, Object> variables) {
        try {
            var response = http.post(
                    domain,
                    "/admin/api/%s/graphql.json".formatted(VERSION),
                    Map.of("query", document, "variables", variables),
                    "X-Shopify-Access-Token",
                    token);
            noteVersion(domain, response);
            return read(response);
        } catch (IOException e) {
            return new Reply.Failed("Shopify does not answer: " + ShopifyHttp.reason(e));
        }
    }

    private Reply refused(ShopLogin login, String token) {
        return tokens.forget(login, token)
                ? new Reply.TokenRefused()
                : new Reply.Refused("Shopify refuses the access token (status 401)", true);
    }

    /// A retired version is served by an older or newer one without a word.
    private void noteVersion(String domain, HttpResponse<byte[]> response) {
        response.headers()
                .firstValue("X-Shopify-API-Version")
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> otherVersion(domain, version));
    }

    private void otherVersion(String domain, String version) {
        otherVersions.increment();
        if (reportedVersions.add(version)) {
            LOG.warnf("%s answers with version %s of its API instead of %s", domain, version, VERSION);
        }
    }

    private Reply read(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            return failure(response);
        }
        var answer = json.readTree(response.body());
        var errors = answer.path("errors");
        var cost = Cost.in(answer.path("extensions"));
        if (!errors.isMissingNode() && !errors.isEmpty() && !Metafields.leftOut(errors, answer.path("data"))) {
            return error(errors.path(0), answer);
        }
        return answer.path("data").isObject()
                ? new Reply.Data(answer.path("data"), cost)
                : new Reply.Failed("Shopify's answer holds no data");
    }

    private static Reply error(JsonNode error, JsonNode answer) {
        var message = error.path("message").asText("no message");
        return switch (error.at("/extensions/code").asText()) {
            case "THROTTLED" -> new Reply.Throttled(Cost.in(answer.path("extensions")), SHORTEST_PAUSE);
            case "MAX_COST_EXCEEDED" -> new Reply.TooDear(message);
            case "ACCESS_DENIED" -> new Reply.Refused("the app lacks a permission: " + message);
            case "SHOP_INACTIVE" -> new Reply.Refused("the shop is inactive");
            default -> new Reply.Failed(message);
        };
    }

    /// What a status other than 200 means (https://shopify.dev/docs/api/usage/response-codes).
    static Reply failure(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 401 -> new Reply.TokenRefused();
            case 402 -> new Reply.Refused("the shop is frozen (status 402)");
            case 403 -> new Reply.Refused("the app lacks a permission (status 403)");
            case 404 -> new Reply.Refused("the shop does not exist (status 404)", true);
            case 423 -> new Reply.Refused("the shop is locked (status 423)");
            case 430 -> new Reply.Refused("Shopify takes the requests for an attack (status 430)");
            case 429 -> new Reply.Throttled(Optional.empty(), retryAfter(response));
            default -> new Reply.Failed("Shopify answers with status " + response.statusCode());
        };
    }

    private static Duration retryAfter(HttpResponse<byte[]> response) {
        try {
            var seconds = response.headers().firstValue("Retry-After").map(Double::parseDouble);
            return Duration.ofMillis((long) (1000 * Math.clamp(seconds.orElse(1.0), 1.0, 60.0)));
        } catch (NumberFormatException _) {
            return SHORTEST_PAUSE;
        }
    }
}
