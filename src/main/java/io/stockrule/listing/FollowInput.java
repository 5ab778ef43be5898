package io.stockrule.listing;

import io.stockrule.listing.ListCollections.Followed;
import io.stockrule.listing.SellingList.OnJoin;
import io.stockrule.listing.SellingList.OnLeave;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a Selling List is to follow collections. What is not given stays as it is; of a new list it is `PROPOSE` and
/// `STOP`.
public record FollowInput(
        @Nullable @Size(min = 1, max = 50) List<@NotNull @Valid ChosenCollection> collections,
        @Nullable OnJoin onJoin,
        @Nullable OnLeave onLeave) {
    /// @param shop id of the shop
    /// @param collectionId Shopify's own
    public record ChosenCollection(
            @NotNull Long shop, @NotNull @Positive Long collectionId) {}

    /// The collections that are given, each of them once.
    public List<Followed> followed() {
        return Stream.ofNullable(collections)
                .flatMap(List::stream)
                .map(it -> new Followed(it.shop(), it.collectionId()))
                .distinct()
                .toList();
    }
}
