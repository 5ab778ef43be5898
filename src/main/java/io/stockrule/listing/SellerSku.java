package io.stockrule.listing;

import io.stockrule.access.PlainText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An Amazon SKU: 1 to 40 characters, kept exactly as given, because Amazon compares it exactly
/// (https://developer-docs.amazon.com/sp-api/docs/listings-items-api-v2021-08-01-reference).
public final class SellerSku {
    private static final int MAXIMUM_LENGTH = 40;

    private SellerSku() {}

    /// @param sellerSku null: not linked, which is fine
    public static Optional<String> mistake(@Nullable String sellerSku) {
        if (sellerSku == null) {
            return Optional.empty();
        }
        int length = sellerSku.codePointCount(0, sellerSku.length());
        return length >= 1 && length <= MAXIMUM_LENGTH && PlainText.is(sellerSku)
                ? Optional.empty()
                : Optional.of("sellerSku must be 1 to 40 characters, without control characters");
    }
}
