package io.stockrule.access;

/// Who may call an endpoint, for `@RolesAllowed`.
public final class Role {
    /// Runs the service: creates merchants and their keys, and sees nothing of what they own.
    public static final String OPERATOR = "operator";

    /// Holds an API key of one merchant.
    public static final String MERCHANT = "merchant";

    private Role() {}
}
