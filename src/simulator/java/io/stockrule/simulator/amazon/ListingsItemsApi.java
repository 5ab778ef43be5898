package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.amazon.Parameters.included;
import static io.stockrule.simulator.amazon.Parameters.marketplace;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;

/// The reads of the Listings Items API 2021-08-01, as far as stock needs them:
/// https://developer-docs.amazon.com/sp-api/docs/listings-items-api
final class ListingsItemsApi {
    private final AmazonGate gate;
    private final AmazonListings listings;

    ListingsItemsApi(AmazonGate gate, AmazonListings listings) {
        this.gate = gate;
        this.listings = listings;
    }

    HttpAnswer get(Call call) {
        return gate.through(call, "getListingsItem", call.path("sku"), account -> {
            var marketplace = marketplace(call, account);
            var sets = included(call);
            return listings.find(account.seller(), call.path("sku"))
                    .filter(listing -> listing.sellsIn(marketplace))
                    .map(listing -> HttpAnswer.json(200, ItemView.of(listing, marketplace, sets)))
                    .orElseThrow(() -> AmazonRefusal.notFound(call.path("sku"), marketplace));
        });
    }

    HttpAnswer search(Call call) {
        return gate.through(call, "searchListingsItems", "", account -> {
            var marketplace = marketplace(call, account);
            return new ItemSearch(listings, account, call, marketplace, included(call)).answer();
        });
    }
}
