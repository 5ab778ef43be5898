package io.stockrule.access;

import jakarta.enterprise.context.RequestScoped;

/// The merchant whose API key the current request carries.
@RequestScoped
public class CurrentMerchant {
    /// The merchant's id. Every query of a request binds it.
    public long id() {
        throw new UnsupportedOperationException("not yet");
    }
}
