package io.stockrule.access.session;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.stockrule.access.KeyHolders;
import jakarta.enterprise.context.ApplicationScoped;

/// Who holds a session: a merchant. Asked for every call, so that an ended session opens nothing any more.
@ApplicationScoped
class SessionHolders implements IdentityProvider<SessionRequest> {
    private final Sessions sessions;

    SessionHolders(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<SessionRequest> getRequestType() {
        return SessionRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SessionRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> sessions.find(request.token())
                .map(session -> KeyHolders.merchant(session.merchantId(), session.keyId()))
                .orElseThrow(() -> new AuthenticationFailedException("the session is over")));
    }
}
