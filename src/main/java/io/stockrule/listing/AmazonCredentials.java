package io.stockrule.listing;

/// What a call to Amazon on behalf of one account needs. Never logged: `toString` keeps the secrets to itself.
///
/// @param sellerId Amazon's merchant token
public record AmazonCredentials(
        AccountKey account, Region region, String sellerId, String clientId, String clientSecret, String refreshToken) {
    /// Amazon's three regions; an account lives in one of them.
    public enum Region {
        NA,
        EU,
        FE
    }

    @Override
    public String toString() {
        return "AmazonCredentials[account=%s, region=%s, sellerId=%s]".formatted(account, region, sellerId);
    }
}
