package io.stockrule.sync.view;

import io.stockrule.listing.ListingStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which listings; what is null or empty does not restrict them.
///
/// @param sku exactly that of the shop or of Amazon
/// @param text part of the title or of one of the SKUs, whatever the case
/// @param statuses any of these
record ListingFilter(
        @Nullable Long sellingList,
        @Nullable String sku,
        @Nullable String text,
        List<ListingStatus> statuses) {

    /// The text as a pattern for `like`, every character standing for itself.
    Optional<String> pattern() {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(searched -> !searched.isEmpty())
                .map(searched -> "%" + searched.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
}
