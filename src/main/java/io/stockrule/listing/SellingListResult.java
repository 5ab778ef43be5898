package io.stockrule.listing;

import io.stockrule.listing.participation.SellsIn;
import java.util.List;

/// What became of a Selling List that was to be made or changed. In all cases but the first nothing is stored.
sealed interface SellingListResult {
    record Done(SellingList list) implements SellingListResult {}

    /// The merchant has no such thing.
    ///
    /// @param what `Selling List`, `Amazon account` or `profile`
    record Missing(String what) implements SellingListResult {}

    /// @param marketplaces those of the region
    record NotInRegion(AmazonCredentials.Region region, List<String> marketplaces) implements SellingListResult {}

    /// Amazon says so.
    record NotSoldIn(String marketplace, SellsIn sellsIn) implements SellingListResult {}

    /// A list of kind COLLECTIONS follows some, and no other does.
    record FollowsNothing() implements SellingListResult {}

    record PicksProducts() implements SellingListResult {}

    record UnknownCollections(List<ListCollections.Followed> unknown) implements SellingListResult {
        public UnknownCollections {
            unknown = List.copyOf(unknown);
        }
    }
}
