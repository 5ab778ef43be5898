package io.stockrule.shopify.authorization;

import static java.util.stream.Collectors.toMap;

import io.stockrule.access.OthersQuery;
import io.stockrule.access.Problem;
import io.stockrule.shopify.Scopes;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.admin.OfflineTokens;
import io.stockrule.shopify.admin.OfflineTokens.Consent;
import io.stockrule.shopify.authorization.Authorizations.Asked;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/// Where Shopify sends a merchant back to who has let the app in. The merchant sees a page, also when
/// something is wrong.
@Path(Shop.AUTHORIZED)
@PermitAll
class AuthorizedResource {
    private static final Logger LOG = Logger.getLogger(AuthorizedResource.class);

    private final Authorizations authorizations;
    private final ShopLogins logins;
    private final OfflineTokens tokens;
    private final InstantSource time;

    AuthorizedResource(Authorizations authorizations, ShopLogins logins, OfflineTokens tokens, InstantSource time) {
        this.authorizations = authorizations;
        this.logins = logins;
        this.tokens = tokens;
        this.time = time;
    }

    /// Connects the shop that the state was made for. Shopify has signed the parameters.
    @GET
    @OthersQuery
    public RestResponse<String> authorized(@Context UriInfo address, @Context HttpHeaders headers) {
        var answer = ShopifyAnswer.of(address.getQueryParameters().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, it -> it.getValue().getFirst())));
        try {
            var asked = check(answer);
            return AuthorizedPage.connected(asked.domain(), Scopes.lacking(connect(asked, answer)));
        } catch (Problem problem) {
            LOG.infof("a shop was not connected: %s", problem.getMessage());
            if (isBrowser(headers)) {
                return AuthorizedPage.refused(problem);
            }
            throw problem;
        }
    }

    private static boolean isBrowser(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type ->
                        type.getType().equals("text") && type.getSubtype().equals("html"));
    }

    private Asked check(ShopifyAnswer answer) {
        if (!answer.lacks().isEmpty()) {
            throw wrong("incomplete-answer", "Shopify's answer lacks " + String.join(", ", answer.lacks()));
        }
        if (!answer.isPlain() || !Shop.isDomain(answer.shop())) {
            throw wrong("unreadable-answer", "Shopify's answer is not as it should be");
        }
        var asked = authorizations
                .find(answer.state())
                .orElseThrow(() -> wrong("unknown-state", "nobody waits for this answer, or for a newer one by now"));
        if (asked.used()) {
            throw usedAlready();
        }
        if (!asked.until().isAfter(time.instant())) {
            throw new Problem(410, "state-expired", "the address was open for too long; begin again");
        }
        checkSignature(answer, asked);
        if (!answer.isFresh(time.instant())) {
            throw wrong("stale-answer", "Shopify's answer was made at another time than now; begin again");
        }
        if (!asked.domain().equals(answer.shop().toLowerCase(Locale.ROOT))) {
            throw new Problem(
                    409,
                    "wrong-shop",
                    "the answer is about %s, the shop here is %s; if it was renamed, change its domain and begin again"
                            .formatted(answer.shop(), asked.domain()));
        }
        return asked;
    }

    private void checkSignature(ShopifyAnswer answer, Asked asked) {
        switch (answer.signed(asked.secrets(), time.instant())) {
            case SIGNED -> {}
            case NOT_SIGNED ->
                throw new Problem(
                        401, "not-signed", "the answer is not signed with the app's client secret that is known here");
            case UNDECIDED ->
                throw new Problem(
                        503, "secrets-unreadable", "the client secret of this shop cannot be read: enter it anew");
        }
    }

    /// @return the scopes that were granted
    private List<String> connect(Asked asked, ShopifyAnswer answer) {
        var app = logins.app(asked.shop())
                .orElseThrow(() -> new Problem(
                        503, "secrets-unreadable", "the client secret of this shop cannot be read: enter it anew"));
        if (!authorizations.use(answer.state())) {
            throw usedAlready();
        }
        return switch (tokens.connect(app, answer.code())) {
            case Consent.Given given -> given.scopes();
            case Consent.NotTaken not -> throw new Problem(502, "not-connected", not.why() + "; begin again");
        };
    }

    private static Problem usedAlready() {
        return new Problem(409, "state-used", "this answer came already; look whether the shop is connected");
    }

    private static Problem wrong(String type, String message) {
        return new Problem(400, type, message);
    }
}
