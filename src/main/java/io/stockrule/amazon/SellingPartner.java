package io.stockrule.amazon;

import io.stockrule.listing.AmazonAccounts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/// What all calls to Amazon share: connections and access tokens.
@ApplicationScoped
class SellingPartner {
    private final HttpCalls http;
    private final AccessTokens tokens;
    private final SellingPartnerApi api;

    @Inject
    SellingPartner(AmazonConfig config, InstantSource time, KeptTokens kept, AmazonAccounts accounts) {
        this(new HttpCalls(config.connectTimeout()), config, time, kept, accounts);
    }

    private SellingPartner(
            HttpCalls http, AmazonConfig config, InstantSource time, KeptTokens kept, AmazonAccounts accounts) {
        var login = new TokenEndpoint(http, config, time, accounts::secretServes);
        var shared = new SharedTokens(login::fetch, kept, time, config.tokenTimeout());
        this(http, new AccessTokens(shared, time), config);
    }

    SellingPartner(HttpCalls http, AccessTokens tokens, AmazonConfig config) {
        this.http = http;
        this.tokens = tokens;
        this.api = new SellingPartnerApi(http, tokens, config.userAgent());
    }

    SellingPartnerApi api() {
        return api;
    }

    AccessTokens tokens() {
        return tokens;
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
