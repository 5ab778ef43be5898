package io.stockrule.amazon;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/// What all calls to Amazon share: connections and access tokens.
@ApplicationScoped
class SellingPartner {
    private final HttpCalls http;
    private final SellingPartnerApi api;

    SellingPartner(AmazonConfig config, InstantSource time) {
        http = new HttpCalls(config.connectTimeout());
        var tokens = new AccessTokens(new TokenEndpoint(http, config, time)::fetch, time);
        api = new SellingPartnerApi(http, tokens, config.userAgent());
    }

    SellingPartnerApi api() {
        return api;
    }

    /// For addresses that Amazon hands out, which are called without an access token.
    HttpCalls http() {
        return http;
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
