package io.stockrule.shopify;

import io.stockrule.access.Problem;
import io.stockrule.shopify.Grant.Kind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What merchants send about their shops. `toString` keeps the secrets to itself.
public final class ShopInput {
    /// The only names that requests may go to
    /// (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant).
    static final String DOMAIN = "[a-zA-Z0-9][a-zA-Z0-9-]*\\.myshopify\\.com";

    /// What ids and secrets of Shopify consist of: visible ASCII, no blanks.
    private static final String VISIBLE = "[!-~]+";

    private ShopInput() {}

    /// What is answered to a shop that does not [NewShop#fits].
    public static Problem tokenInDoubt() {
        return new Problem(
                422, "grant-mismatch", "an accessToken is given with the grant PERMANENT_TOKEN, and with no other");
    }

    /// @param timeZone used until the merchant sets one, such as `Europe/Berlin`
    /// @param clientSecret of the app in Shopify's Dev Dashboard; it also signs the webhooks
    /// @param accessToken a permanent one (`shpat_...`)
    /// @param grant how we are let in; if not given, by the access token, else by the app's id and secret, which
    ///     are exchanged for a token daily. With `AUTHORIZATION_CODE` the merchant consents at Shopify, at
    /// the     address that `actions/authorize` answers
    public record NewShop(
            @NotNull @Size(max = 100) @Pattern(regexp = DOMAIN, message = "must end with .myshopify.com")
            String domain,

            @Nullable @Size(max = 100) String timeZone,

            @NotNull @Size(max = 200) @Pattern(regexp = VISIBLE)
            String clientId,

            @NotNull @Size(max = 1000) @Pattern(regexp = VISIBLE)
            String clientSecret,

            @Nullable @Size(max = 1000) @Pattern(regexp = VISIBLE)
            String accessToken,

            @Nullable Kind grant) {
        public Kind kind() {
            return Objects.requireNonNullElse(
                    grant, accessToken == null ? Kind.CLIENT_CREDENTIALS : Kind.PERMANENT_TOKEN);
        }

        /// An access token is given where it is used, and nowhere else.
        public boolean fits() {
            return (accessToken != null) == (kind() == Kind.PERMANENT_TOKEN);
        }

        @Override
        public String toString() {
            return "NewShop[domain=%s]".formatted(domain);
        }
    }

    /// What is not given stays as it is.
    ///
    /// @param domain the new name of the same shop
    record ShopChange(
            @Nullable @Size(max = 100) @Pattern(regexp = DOMAIN, message = "must end with .myshopify.com")
            String domain,

            @Nullable @Size(max = 100) String timeZone,

            @Nullable @Size(max = 200) @Pattern(regexp = VISIBLE)
            String clientId,

            @Nullable @Size(max = 1000) @Pattern(regexp = VISIBLE)
            String clientSecret,

            @Nullable @Size(max = 1000) @Pattern(regexp = VISIBLE)
            String accessToken) {
        boolean bringsCredentials() {
            return clientId != null || clientSecret != null || accessToken != null;
        }

        boolean isEmpty() {
            return domain == null && timeZone == null && !bringsCredentials();
        }

        @Override
        public String toString() {
            return "ShopChange[domain=%s, timeZone=%s]".formatted(domain, timeZone);
        }
    }
}
