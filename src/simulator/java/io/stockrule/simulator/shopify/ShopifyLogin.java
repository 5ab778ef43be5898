package io.stockrule.simulator.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Fault.Moment;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How applications get tokens: `POST /shopify/{shop}/admin/oauth/access_token` for the client credentials
/// grant, for the code of the authorization code grant, and to refresh; `GET
/// /shopify/{shop}/admin/oauth/authorize` for the merchant's consent, which is given at once.
/// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
final class ShopifyLogin {
    private final Shops shops;
    private final OfflinePairs pairs;
    private final Faults faults;
    private final Counters counters;
    private final InstantSource clock;

    ShopifyLogin(Shops shops, OfflinePairs pairs, Faults faults, Counters counters, InstantSource clock) {
        this.shops = shops;
        this.pairs = pairs;
        this.faults = faults;
        this.counters = counters;
        this.clock = clock;
    }

    /// Sends the merchant back to the application.
    HttpAnswer authorize(Call call) {
        var shop = shops.find(call.path("shop"));
        if (shop.isEmpty()
                || !call.query("client_id").equals(Optional.of(shop.get().clientId()))) {
            return HttpAnswer.json(404, SimulatorJson.object().put("errors", "Not Found"));
        }
        var target = call.query("redirect_uri").orElseThrow(() -> new IllegalArgumentException("no redirect_uri"));
        return new HttpAnswer.Sent(302, Map.of("Location", target + "?" + answer(shop.get(), call)), "");
    }

    private String answer(ShopAccount shop, Call call) {
        var parameters = new TreeMap<String, String>();
        parameters.put("code", pairs.newCode(shop));
        parameters.put("host", host(shop));
        parameters.put("shop", shop.domain());
        parameters.put("state", call.query("state").orElse(""));
        parameters.put("timestamp", Long.toString(clock.millis() / 1000));
        parameters.put("hmac", ShopifySignature.ofQuery(parameters, shop.clientSecret()));
        return parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String host(ShopAccount shop) {
        var page = "admin.shopify.com/store/" + shop.domain().replace(".myshopify.com", "");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(StandardCharsets.UTF_8));
    }

    HttpAnswer token(Call call) {
        var domain = call.path("shop");
        var answer = faults.hitting("shopify-token", domain, "", fault -> fault.moment() == Moment.BEFORE)
                .map(AdminGraphql::spoiled)
                .orElseGet(() -> shops.find(domain)
                        .map(shop -> afterwards(domain, token(shop, call.form())))
                        .orElse(HttpAnswer.json(404, SimulatorJson.object().put("errors", "Not Found"))));
        counters.count("shopify " + domain, "token", answer.told());
        return answer;
    }

    /// What was done stays done when the answer is lost.
    private HttpAnswer afterwards(String domain, HttpAnswer answer) {
        return faults.hitting("shopify-token", domain, "", fault -> fault.moment() == Moment.AFTER)
                .map(AdminGraphql::spoiled)
                .orElse(answer);
    }

    private HttpAnswer token(ShopAccount shop, Map<String, String> fields) {
        if (!shop.clientId().equals(fields.get("client_id"))
                || !shop.clientSecret().equals(fields.get("client_secret"))) {
            return error(401, "invalid_client", "The client credentials are invalid.");
        }
        if (shop.uninstalled()) {
            return error(400, "app_not_installed", "The application is not installed in the shop.");
        }
        return switch (fields.getOrDefault("grant_type", "")) {
            case "client_credentials" -> given(shop, shops.newToken(shop), shop.tokenSeconds() - 1);
            case "refresh_token" -> given(shop, pairs.refresh(shop, fields.getOrDefault("refresh_token", "")));
            case "" -> code(shop, fields);
            default -> error(400, "unsupported_grant_type", "The grant type is not supported.");
        };
    }

    private HttpAnswer code(ShopAccount shop, Map<String, String> fields) {
        return "1".equals(fields.get("expiring"))
                ? given(shop, pairs.exchange(shop, fields.getOrDefault("code", "")))
                : error(400, "invalid_request", "Tokens that do not expire are given no more.");
    }

    private static HttpAnswer given(ShopAccount shop, Optional<OfflinePairs.Pair> pair) {
        return pair.map(it -> HttpAnswer.json(
                        200,
                        fields(shop, it.access(), OfflinePairs.ACCESS_SECONDS)
                                .put("refresh_token", it.refresh())
                                .put("refresh_token_expires_in", OfflinePairs.REFRESH_SECONDS)))
                .orElseGet(() -> error(400, "invalid_grant", "The code or the refresh token is not good, or no more."));
    }

    private static HttpAnswer given(ShopAccount shop, String token, long seconds) {
        return HttpAnswer.json(200, fields(shop, token, seconds));
    }

    private static ObjectNode fields(ShopAccount shop, String token, long seconds) {
        return SimulatorJson.object()
                .put("access_token", token)
                .put("scope", String.join(",", shop.scopes()))
                .put("expires_in", seconds);
    }

    private static HttpAnswer error(int status, String error, String description) {
        return HttpAnswer.json(
                status, SimulatorJson.object().put("error", error).put("error_description", description));
    }
}
