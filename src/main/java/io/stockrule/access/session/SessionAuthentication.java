package io.stockrule.access.session;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/// Finds the session in the cookie of a browser. A browser sends a cookie whoever wrote the page that asks, so
/// it counts only beside a header that a page of another origin cannot have sent
/// (https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html,
/// custom request headers), and where the browser says who asks, it has to be the page itself. Whoever sends a
/// key is known by that.
@ApplicationScoped
class SessionAuthentication implements HttpAuthenticationMechanism {
    static final String COOKIE = "stockrule-session";

    /// Whatever its value.
    static final String HEADER = "X-Stockrule-Page";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager identities) {
        var request = call.request();
        var cookie = request.getCookie(COOKIE);
        if (cookie == null || request.getHeader(HttpHeaders.AUTHORIZATION) != null || !isOfThePage(request)) {
            return Uni.createFrom().nullItem();
        }
        return identities.authenticate(new SessionRequest(cookie.getValue()));
    }

    private static boolean isOfThePage(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return request.getHeader(HEADER) != null && (site == null || site.equals("same-origin"));
    }

    /// Who is not known is asked for a key.
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext call) {
        return Uni.createFrom().item(false);
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY - 1;
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(SessionRequest.class);
    }
}
