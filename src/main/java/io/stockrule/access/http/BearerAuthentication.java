package io.stockrule.access.http;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/// Finds the key in `Authorization: Bearer sr_...` (RFC 6750).
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {
    static final String SCHEME = "Bearer";

    private final HttpErrors errors;

    BearerAuthentication(HttpErrors errors) {
        this.errors = errors;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager identities) {
        var header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1)) {
            return Uni.createFrom().nullItem();
        }
        var key = new TokenCredential(header.substring(SCHEME.length() + 1).strip(), SCHEME);
        return identities.authenticate(new TokenAuthenticationRequest(key));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", SCHEME));
    }

    /// For calls that are refused before they reach a resource.
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext call) {
        return Uni.createFrom()
                .completionStage(errors.unauthorized(call).map(true).toCompletionStage());
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
