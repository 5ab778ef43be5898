package io.stockrule.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/// The merchant whose API key the current request carries.
@RequestScoped
public class CurrentMerchant {
    @Inject
    SecurityIdentity identity;

    /// The merchant's id. Every query of a request binds it.
    public long id() {
        return attribute(KeyHolders.MERCHANT_ID);
    }

    /// The id of the key that the request carries, or with which its session was begun.
    public long keyId() {
        return attribute(KeyHolders.KEY_ID);
    }

    private long attribute(String name) {
        Long id = identity.getAttribute(name);
        if (id == null) {
            throw new Problem(403, "merchant-key-needed", "This needs the API key of a merchant");
        }
        return id;
    }
}
