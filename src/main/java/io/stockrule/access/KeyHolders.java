package io.stockrule.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Who holds a key: the operator, or a merchant. Asked for every call, so that a revoked key opens nothing any
/// more.
@ApplicationScoped
public class KeyHolders implements IdentityProvider<TokenAuthenticationRequest> {
    /// Attribute of a merchant's identity: its id, a `Long`.
    public static final String MERCHANT_ID = "merchant-id";

    /// Attribute of a merchant's identity: the id of the key with which it calls, a `Long`.
    static final String KEY_ID = "key-id";

    private final OperatorKey operatorKey;

    KeyHolders(OperatorKey operatorKey) {
        this.operatorKey = operatorKey;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> holder(request.getToken().getToken()));
    }

    private SecurityIdentity holder(String key) {
        if (operatorKey.is(key)) {
            return identity("operator", Role.OPERATOR).build();
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> ApiKey.inForce(key))
                .map(found -> merchant(found.merchantId, found.id))
                .orElseThrow(() -> new AuthenticationFailedException("unknown or revoked key"));
    }

    /// Somebody who acts for a merchant.
    ///
    /// @param keyId of the key with which it does so
    public static SecurityIdentity merchant(long merchantId, long keyId) {
        return identity("merchant " + merchantId, Role.MERCHANT)
                .addAttribute(MERCHANT_ID, merchantId)
                .addAttribute(KEY_ID, keyId)
                .build();
    }

    private static QuarkusSecurityIdentity.Builder identity(String name, String role) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(role);
    }
}
