package io.stockrule.sync;

import io.stockrule.listing.ListingStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which listings; what is null or empty does not restrict them.
///
/// @param sku exactly that of the shop or of Amazon
/// @param text part of the title or of one of the SKUs, whatever the case
/// @param statuses any of these
record ListingFilter(
        @Nullable Long sellingList,
        @Nullable String sku,
        @Nullable Long listing,
        @Nullable String text,
        List<ListingStatus> statuses) {

    static ListingFilter one(long listing) {
        return new ListingFilter(null, null, listing, null, List.of());
    }

    /// The text as a pattern for `ilike`, every character standing for itself.
    Optional<String> pattern() {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(searched -> !searched.isEmpty())
                .map(searched -> "%" + searched.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    /// One alternative for each place where a status can come from, so that a rare one is found by its index.
    /// What a person asked for and is not decided again yet, a matter of moments, is found as what it was.
    String statusCondition() {
        return statuses.isEmpty()
                ? "true"
                : statuses.stream().map(ListingFilter::condition).collect(Collectors.joining(" or "));
    }

    private static String condition(ListingStatus status) {
        return switch (status) {
            case NOT_LINKED -> "l.seller_sku is null";
            case PENDING_LINKING ->
                "l.seller_sku is not null and y.status is null or y.status = '%s'".formatted(status.name());
            case LINKED, LINKING_ERROR, PENDING_QUANTITY_UPDATE, UPDATE_ERROR, STOPPED ->
                "y.status = '%s'".formatted(status.name());
        };
    }
}
