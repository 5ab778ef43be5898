package io.stockrule.shopify;

import java.util.Optional;

/// What a request to Shopify on behalf of a shop needs. `toString` keeps the secrets to itself.
///
/// @param accessToken a permanent one, if the merchant gave it
public record ShopLogin(
        ShopKey shop, String domain, String clientId, String clientSecret, Optional<String> accessToken) {
    @Override
    public String toString() {
        return "ShopLogin[shop=%s, domain=%s]".formatted(shop, domain);
    }
}
