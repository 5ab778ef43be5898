package io.stockrule.simulator.amazon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The text of GET_MERCHANT_LISTINGS_ALL_DATA for one marketplace: a header, and a line for each listing, its cells
/// parted by tabs. https://developer-docs.amazon.com/sp-api/docs/inventory-reports-attributes
///
/// The columns stand in another order in each country.
final class ListingsReport {
    private static final List<String> COLUMNS = List.of(
            "item-name",
            "item-description",
            "listing-id",
            "seller-sku",
            "price",
            "quantity",
            "open-date",
            "item-is-marketplace",
            "product-id-type",
            "item-condition",
            "asin1",
            "product-id",
            "pending-quantity",
            "fulfillment-channel",
            "merchant-shipping-group",
            "status");
    private static final int AT_ONCE = 5_000;

    private final String marketplace;
    private final List<String> columns;

    ListingsReport(AmazonRegion region, String marketplace) {
        this.marketplace = marketplace;
        this.columns = new ArrayList<>(COLUMNS);
        Collections.rotate(columns, region.marketplaces().indexOf(marketplace));
    }

    String text(AmazonListings listings, String seller) {
        var text = new StringBuilder(String.join("\t", columns)).append('\n');
        var last = "";
        for (var page = listings.after(seller, last, AT_ONCE);
                !page.isEmpty();
                page = listings.after(seller, last, AT_ONCE)) {
            page.stream().filter(listing -> listing.sellsIn(marketplace)).forEach(listing -> append(text, listing));
            last = page.getLast().sku();
        }
        return text.toString();
    }

    private void append(StringBuilder text, AmazonListing listing) {
        text.append(String.join(
                        "\t",
                        columns.stream().map(column -> cell(listing, column)).toList()))
                .append('\n');
    }

    /// Of an offer that Amazon fulfils no quantity is told.
    private static String cell(AmazonListing listing, String column) {
        return switch (column) {
            case "item-name" -> listing.name().replaceAll("[\\t\\r\\n]", " ");
            case "seller-sku" -> listing.sku();
            case "quantity" ->
                listing.isFba()
                        ? ""
                        : listing.channel(OfferChannel.SELLER).stream()
                                .flatMapToInt(channel -> channel.quantity().stream())
                                .mapToObj(Integer::toString)
                                .findFirst()
                                .orElse("");
            case "fulfillment-channel" ->
                listing.live().stream()
                        .map(OfferChannel::code)
                        .filter(code -> !listing.isFba() || code.startsWith("AMAZON_"))
                        .findFirst()
                        .orElse("");
            case "status" -> listing.isBuyable() ? "Active" : "Inactive";
            case "asin1", "product-id" -> listing.asin();
            case "product-id-type" -> "1";
            case "item-condition" -> "11";
            case "item-is-marketplace" -> "y";
            case "price" -> "9.99";
            case "open-date" -> listing.created().toString();
            default -> "";
        };
    }
}
