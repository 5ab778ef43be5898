package io.stockrule.shopify.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Scopes;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.OfflineTokens;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/shops/{id}/actions/authorize")
@RolesAllowed(Role.MERCHANT)
class AuthorizeResource {
    private final Authorizations authorizations;
    private final ShopLogins logins;
    private final OfflineTokens tokens;
    private final ShopifyConfig config;
    private final CurrentMerchant merchant;

    AuthorizeResource(
            Authorizations authorizations,
            ShopLogins logins,
            OfflineTokens tokens,
            ShopifyConfig config,
            CurrentMerchant merchant) {
        this.authorizations = authorizations;
        this.logins = logins;
        this.tokens = tokens;
        this.config = config;
        this.merchant = merchant;
    }

    /// Answers the address at Shopify where the merchant lets the app in. What Shopify then gives takes the
    /// place of what opened the shop so far. The app in Shopify has to know this service's
    /// `/shopify/authorized` as a redirect URL.
    @POST
    @Transactional
    public AuthorizationView authorize(@RestPath long id) {
        var key = new ShopKey(merchant.id(), id);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        var host = config.webhookHost()
                .orElseThrow(() -> new Problem(
                        409,
                        "own-address-unknown",
                        "Shopify cannot send anybody back: the operator has to set stockrule.shopify.webhook-host"));
        var app = logins.app(key)
                .orElseThrow(() -> new Problem(
                        409, "secrets-unreadable", "the client secret of this shop cannot be read: enter it anew"));
        var begun = authorizations.begin(key);
        var query = query(app, host + Shop.AUTHORIZED, begun.state());
        return new AuthorizationView(tokens.consentPage(app.domain(), query), begun.until());
    }

    private static String query(ShopLogin app, String redirect, String state) {
        return "client_id=%s&scope=%s&redirect_uri=%s&state=%s"
                .formatted(encoded(app.clientId()), encoded(String.join(",", Scopes.WANTED)), encoded(redirect), state);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /// @param address to be opened in a browser; it is secret until it was
    /// @param until when it is good
    record AuthorizationView(URI address, Instant until) {}
}
