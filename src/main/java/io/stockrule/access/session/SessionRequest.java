package io.stockrule.access.session;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/// What a browser shows of its session. `toString` of the super type shows nothing of it.
final class SessionRequest extends BaseAuthenticationRequest {
    private final String token;

    SessionRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
