package io.stockrule.shopify;

/// What a request to Shopify on behalf of a shop needs. `toString` keeps the secrets to itself.
public record ShopLogin(ShopKey shop, String domain, String clientId, String clientSecret, Grant grant) {
    @Override
    public String toString() {
        return "ShopLogin[shop=%s, domain=%s]".formatted(shop, domain);
    }
}
