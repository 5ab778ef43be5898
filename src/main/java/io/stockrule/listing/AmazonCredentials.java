package io.stockrule.listing;

import java.util.List;

/// What a call to Amazon on behalf of one account needs. Never logged: `toString` keeps the secrets to
/// itself.
///
/// @param sellerId Amazon's merchant token
/// @param clientId of the application, which other accounts may share
public record AmazonCredentials(
        AccountKey account,
        Region region,
        String sellerId,
        String clientId,
        ClientSecrets clientSecrets,
        String refreshToken) {
    /// With one client secret.
    public AmazonCredentials(
            AccountKey account,
            Region region,
            String sellerId,
            String clientId,
            String clientSecret,
            String refreshToken) {
        this(account, region, sellerId, clientId, ClientSecrets.only(clientSecret), refreshToken);
    }

    /// Amazon's three regions; an account lives in one of them and sells in its marketplaces, the United
    /// Kingdom being `UK` (https://developer-docs.amazon.com/sp-api/docs/marketplace-ids).
    public enum Region {
        NA("CA US MX BR"),
        EU("IE ES UK FR BE NL DE IT SE ZA PL EG TR SA AE IN"),
        FE("SG AU JP");

        private final String marketplaces;

        Region(String marketplaces) {
            this.marketplaces = marketplaces;
        }

        /// Country codes.
        public List<String> marketplaces() {
            return List.of(marketplaces.split(" "));
        }
    }

    /// The one that the account was entered with, or that has taken its place.
    public String clientSecret() {
        return clientSecrets.main();
    }

    /// Whether Amazon would be shown the same, whichever of two client secrets is tried first.
    boolean isSameAs(AmazonCredentials other) {
        return clientSecrets.isSameAs(other.clientSecrets) && equals(other.with(clientSecrets));
    }

    AmazonCredentials with(ClientSecrets secrets) {
        return new AmazonCredentials(account, region, sellerId, clientId, secrets, refreshToken);
    }

    @Override
    public String toString() {
        return "AmazonCredentials[account=%s, region=%s, sellerId=%s]".formatted(account, region, sellerId);
    }
}
