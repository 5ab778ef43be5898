package io.stockrule.amazon;

import io.stockrule.listing.AmazonAccounts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/// What all calls to Amazon share: connections and access tokens.
@ApplicationScoped
public class SellingPartner {
    /// The scope of the Notifications API.
    private static final String NOTIFICATIONS = "sellingpartnerapi::notifications";

    private final HttpCalls http;
    private final AccessTokens tokens;
    private final SellingPartnerApi api;
    private final SellingPartnerApi grantless;

    @Inject
    SellingPartner(AmazonConfig config, InstantSource time, KeptTokens kept, AmazonAccounts accounts) {
        this(new HttpCalls(config.connectTimeout()), config, time, kept, accounts);
    }

    private SellingPartner(
            HttpCalls http, AmazonConfig config, InstantSource time, KeptTokens kept, AmazonAccounts accounts) {
        var login = new TokenEndpoint(http, config, time, accounts::secretServes);
        var shared = new SharedTokens(login::fetch, kept, time, config.tokenTimeout());
        this(http, new AccessTokens(shared, time), grantless(login, time), config);
    }

    /// @param tokens that sellers have granted
    /// @param grantless the applications' own
    SellingPartner(HttpCalls http, AccessTokens tokens, AccessTokens grantless, AmazonConfig config) {
        this.http = http;
        this.tokens = tokens;
        this.api = new SellingPartnerApi(http, tokens, config.userAgent());
        this.grantless = new SellingPartnerApi(http, grantless, config.userAgent());
    }

    /// They are asked for so seldom that each replica has its own.
    static AccessTokens grantless(TokenEndpoint login, InstantSource time) {
        return new AccessTokens((account, _) -> login.grantless(account, NOTIFICATIONS), time);
    }

    /// For what a seller has granted.
    public SellingPartnerApi api() {
        return api;
    }

    /// For what is the application's own, its notifications
    /// (https://developer-docs.amazon.com/sp-api/docs/grantless-operations).
    public SellingPartnerApi grantless() {
        return grantless;
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
