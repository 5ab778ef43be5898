package io.stockrule.amazon;

import io.stockrule.listing.AmazonCredentials.Region;
import java.net.URI;

/// Where the Selling Partner API is.
public final class ApiAddress {
    private ApiAddress() {}

    /// @param path with its query
    public static URI of(AmazonConfig config, Region region, String path) {
        return URI.create(config.endpoint().orElseGet(() -> of(region)).replaceAll("/+$", "") + path);
    }

    /// https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints
    private static String of(Region region) {
        return switch (region) {
            case NA -> "https://sellingpartnerapi-na.amazon.com";
            case EU -> "https://sellingpartnerapi-eu.amazon.com";
            case FE -> "https://sellingpartnerapi-fe.amazon.com";
        };
    }
}
