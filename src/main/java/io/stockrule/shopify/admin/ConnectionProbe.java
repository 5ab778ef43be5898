package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.shopify.Grant;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.TokenRequests.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Tries what a merchant has entered before any of it is kept. Tokens that serve already are not used, so that
/// what Shopify says is said of what was entered; and neither the token nor the store that answers is
/// remembered.
@ApplicationScoped
public class ConnectionProbe {
    private final TokenRequests requests;
    private final GraphQl shopify;

    ConnectionProbe(TokenRequests requests, GraphQl shopify) {
        this.requests = requests;
        this.shopify = shopify;
    }

    /// What came of it.
    public sealed interface Tried {
        /// @param domain as the store names itself
        /// @param timeZone such as `Europe/Berlin`
        record Opened(String name, String domain, String timeZone, Set<String> scopes) implements Tried {}

        /// Nobody knows the app by its id and secret.
        record AppUnknown() implements Tried {}

        /// The app is known and is not let into this store.
        ///
        /// @param why Shopify's word
        record NotLetIn(String why) implements Tried {}

        record TokenUnknown() implements Tried {}

        /// There is no such store, or it does not answer to anybody.
        ///
        /// @param why for the merchant
        record Closed(String why) implements Tried {}

        /// Nothing is known, good or bad.
        ///
        /// @param why for the merchant
        record Unclear(String why) implements Tried {}

        /// Before the merchant has consented at Shopify nothing can be asked.
        record AfterConsent() implements Tried {}
    }

    /// @param login of a shop that need not be kept
    public Tried of(ShopLogin login) {
        return switch (login.grant()) {
            case Grant.PermanentToken permanent -> ask(login, permanent.token());
            case Grant.ClientCredentials _ -> exchange(login);
            case Grant.AuthorizationCode _ -> new Tried.AfterConsent();
        };
    }

    private Tried exchange(ShopLogin login) {
        return switch (requests.ask(login, Map.of("grant_type", "client_credentials"))) {
            case Answer.Given given ->
                given.token("access_token")
                        .map(token -> ask(login, token))
                        .orElseGet(() -> new Tried.Unclear("no usable access token in Shopify's answer"));
            case Answer.Refused refused when refused.isOfApp() -> new Tried.AppUnknown();
            case Answer.Refused refused -> new Tried.NotLetIn(refused.why());
            case Answer.Failed failed -> tried(failed.reply());
        };
    }

    private Tried ask(ShopLogin login, String token) {
        return tried(shopify.askWith(login.domain(), token, Documents.CONNECTION, Map.of()));
    }

    private static Tried tried(Reply reply) {
        return switch (reply) {
            case Reply.Data data -> opened(data.data());
            case Reply.TokenRefused _ -> new Tried.TokenUnknown();
            case Reply.Refused refused -> new Tried.Closed(refused.reason());
            case Reply.Failed failed -> new Tried.Unclear(failed.reason());
            case Reply.TooDear dear -> new Tried.Unclear(dear.reason());
            case Reply.Throttled _ -> new Tried.Unclear("Shopify is asked too much at this moment");
        };
    }

    private static Tried opened(JsonNode data) {
        var scopes = new HashSet<String>();
        data.at("/currentAppInstallation/accessScopes")
                .forEach(scope -> scopes.add(scope.path("handle").asText()));
        return new Tried.Opened(
                data.at("/shop/name").asText(),
                data.at("/shop/myshopifyDomain").asText(),
                data.at("/shop/ianaTimezone").asText(),
                scopes);
    }
}
