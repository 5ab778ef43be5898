package io.stockrule.shopify;

/// How a merchant lets us in.
public sealed interface Grant {
    /// What merchants call it.
    enum Kind {
        CLIENT_CREDENTIALS,
        PERMANENT_TOKEN,
        AUTHORIZATION_CODE
    }

    /// The app's id and secret are exchanged for a token that is good for a day
    /// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant).
    record ClientCredentials() implements Grant {}

    /// A token that never expires. `toString` keeps it to itself.
    record PermanentToken(String token) implements Grant {
        @Override
        public String toString() {
            return "PermanentToken[]";
        }
    }

    /// The merchant's consent at Shopify, which brought tokens that have to be renewed
    /// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens).
    ///
    /// @param consent number of the latest consent; 0 before the first
    record AuthorizationCode(long consent) implements Grant {}
}
