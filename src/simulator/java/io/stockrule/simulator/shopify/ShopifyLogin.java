package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;

/// `POST /shopify/{shop}/admin/oauth/access_token`, the client credentials grant:
/// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant
final class ShopifyLogin {
    private final Shops shops;
    private final Faults faults;
    private final Counters counters;

    ShopifyLogin(Shops shops, Faults faults, Counters counters) {
        this.shops = shops;
        this.faults = faults;
        this.counters = counters;
    }

    HttpAnswer token(Call call) {
        var domain = call.path("shop");
        var answer = faults.hitting("shopify-token", domain, "", _ -> true)
                .map(AdminGraphql::spoiled)
                .orElseGet(() -> shops.find(domain)
                        .map(shop -> token(shop, call))
                        .orElse(HttpAnswer.json(404, SimulatorJson.object().put("errors", "Not Found"))));
        counters.count("shopify " + domain, "token", answer.told());
        return answer;
    }

    private HttpAnswer token(ShopAccount shop, Call call) {
        var fields = call.form();
        if (!"client_credentials".equals(fields.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant type is not supported.");
        }
        if (!shop.clientId().equals(fields.get("client_id"))
                || !shop.clientSecret().equals(fields.get("client_secret"))) {
            return error(401, "invalid_client", "The client credentials are invalid.");
        }
        return HttpAnswer.json(
                200,
                SimulatorJson.object()
                        .put("access_token", shops.newToken(shop))
                        .put("scope", String.join(",", shop.scopes()))
                        .put("expires_in", shop.tokenSeconds() - 1));
    }

    private static HttpAnswer error(int status, String error, String description) {
        return HttpAnswer.json(
                status, SimulatorJson.object().put("error", error).put("error_description", description));
    }
}
