package io.stockrule.simulator;

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

    Answer token(Call call) {
        var domain = call.path("shop");
        var answer = faults.hitting("shopify-token", domain, "", _ -> true)
                .map(AdminGraphql::spoiled)
                .orElseGet(() -> shops.find(domain)
                        .map(shop -> token(shop, call))
                        .orElse(Answer.json(404, Json.object().put("errors", "Not Found"))));
        counters.count("shopify " + domain, "token", answer.told());
        return answer;
    }

    private Answer token(Shop shop, Call call) {
        var fields = LoginWithAmazon.fields(call);
        if (!"client_credentials".equals(fields.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant type is not supported.");
        }
        if (!shop.clientId().equals(fields.get("client_id"))
                || !shop.clientSecret().equals(fields.get("client_secret"))) {
            return error(401, "invalid_client", "The client credentials are invalid.");
        }
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", shops.newToken(shop))
                        .put("scope", String.join(",", shop.scopes()))
                        .put("expires_in", shop.tokenSeconds() - 1));
    }

    private static Answer error(int status, String error, String description) {
        return Answer.json(status, Json.object().put("error", error).put("error_description", description));
    }
}
