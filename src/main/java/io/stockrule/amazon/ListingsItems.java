package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.listing.AmazonCredentials;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The requests of the Listings Items API 2021-08-01 that we make
/// (https://github.com/amzn/selling-partner-api-models/blob/main/models/listings-items-api-model/listingsItems_2021-08-01.json).
final class ListingsItems {
    private static final String OFFER_DATA = "&includedData=fulfillmentAvailability,attributes,summaries,issues";

    /// Serves every listing when only its offer changes
    /// (https://github.com/amzn/selling-partner-api-models/issues/317).
    static final String ANY_PRODUCT_TYPE = "PRODUCT";

    private static final String AVAILABILITY = "/attributes/fulfillment_availability";

    private final AmazonConfig config;

    ListingsItems(AmazonConfig config) {
        this.config = config;
    }

    record Patch(String productType, List<Operation> patches) {}

    record Operation(String op, String path, List<Object> value) {}

    /// The selector of an element.
    record Selector(
            @JsonProperty("fulfillment_channel_code") String channel) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Availability(
            @JsonProperty("fulfillment_channel_code") String channel,
            int quantity,
            @JsonProperty("lead_time_to_ship_max_days") OptionalInt handlingDays) {}

    /// `merge`, because `replace` drops the handling time and the restock date that it does not name
    /// (https://github.com/amzn/selling-partner-api-models/issues/4406).
    static Operation merge(QuantityUpdate update) {
        var availability = new Availability(Channels.SELLER, update.quantity(), update.handlingDays());
        return new Operation("merge", AVAILABILITY, List.of(availability));
    }

    HttpRequest.Builder patch(AmazonCredentials account, AmazonCountry country, QuantityUpdate update) {
        return patch(account, country, update.sellerSku(), merge(update), "");
    }

    /// Has Amazon judge an update without applying it.
    HttpRequest.Builder preview(AmazonCredentials account, AmazonCountry country, QuantityUpdate update) {
        return patch(account, country, update.sellerSku(), merge(update), "&mode=VALIDATION_PREVIEW");
    }

    /// Removes the seller's channel alone.
    HttpRequest.Builder takeBack(AmazonCredentials account, AmazonCountry country, String sellerSku) {
        var selector = new Selector(Channels.SELLER);
        return patch(account, country, sellerSku, new Operation("delete", AVAILABILITY, List.of(selector)), "");
    }

    private HttpRequest.Builder patch(
            AmazonCredentials account, AmazonCountry country, String sellerSku, Operation operation, String mode) {
        var query =
                "?marketplaceIds=%s&includedData=issues&issueLocale=en_US%s".formatted(country.marketplaceId(), mode);
        return request(account, "/" + encoded(sellerSku) + query)
                .header("content-type", "application/json")
                .method(
                        "PATCH",
                        BodyPublishers.ofByteArray(Json.write(new Patch(ANY_PRODUCT_TYPE, List.of(operation)))));
    }

    HttpRequest.Builder search(
            AmazonCredentials account, AmazonCountry country, Collection<String> skus, Optional<String> page) {
        var query = "?marketplaceIds=%s&identifiersType=SKU&identifiers=%s&pageSize=%d"
                .formatted(
                        country.marketplaceId(),
                        skus.stream().map(ListingsItems::encoded).collect(joining(",")),
                        Marketplace.READ_AT_ONCE);
        var token = page.map(text -> "&pageToken=" + encoded(text)).orElse("");
        return request(account, query + OFFER_DATA + token).GET();
    }

    HttpRequest.Builder get(AmazonCredentials account, AmazonCountry country, String sku) {
        var query = "?marketplaceIds=" + country.marketplaceId() + OFFER_DATA;
        return request(account, "/" + encoded(sku) + query).GET();
    }

    private HttpRequest.Builder request(AmazonCredentials account, String rest) {
        var path = "/listings/2021-08-01/items/" + encoded(account.sellerId());
        return HttpRequest.newBuilder(ApiAddress.of(config, account.region(), path + rest));
    }

    /// RFC 3986, everything but its unreserved characters, in paths and queries alike
    /// (https://developer-docs.amazon.com/sp-api/docs/url-encoding).
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
