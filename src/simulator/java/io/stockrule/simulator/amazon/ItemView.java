package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.SimulatorJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A listing as getListingsItem and searchListingsItems show it.
final class ItemView {
    static final Set<String> SETS = Set.of(
            "summaries",
            "attributes",
            "issues",
            "offers",
            "fulfillmentAvailability",
            "procurement",
            "relationships",
            "productTypes");

    private ItemView() {}

    static ObjectNode of(AmazonListing listing, String marketplace, List<String> sets) {
        var item = SimulatorJson.object().put("sku", listing.sku());
        sets.forEach(set -> add(item, listing, marketplace, set));
        return item;
    }

    private static void add(ObjectNode item, AmazonListing listing, String marketplace, String set) {
        switch (set) {
            case "summaries" -> item.putArray(set).add(summary(listing, marketplace));
            case "attributes" -> item.set(set, attributes(listing, marketplace));
            case "issues" ->
                item.set(
                        set,
                        SimulatorJson.MAPPER.valueToTree(
                                Stream.concat(listing.issues().stream(), listing.standing().stream())
                                        .toList()));
            case "fulfillmentAvailability" -> {
                var channels = item.putArray(set);
                listing.live().forEach(channel -> channels.add(live(channel)));
            }
            case "productTypes" ->
                item.putArray(set)
                        .addObject()
                        .put("marketplaceId", marketplace)
                        .put("productType", listing.productType());
            default -> item.putArray(set);
        }
    }

    private static ObjectNode summary(AmazonListing listing, String marketplace) {
        var summary = SimulatorJson.object()
                .put("marketplaceId", marketplace)
                .put("asin", listing.asin())
                .put("productType", listing.productType())
                .put("conditionType", "new_new")
                .put("itemName", listing.name())
                .put("createdDate", listing.created().toString())
                .put("lastUpdatedDate", listing.updated().toString());
        var status = summary.putArray("status").add("DISCOVERABLE");
        if (listing.isBuyable()) {
            status.add("BUYABLE");
        }
        return summary;
    }

    /// What was submitted in this marketplace, which other marketplaces' submissions leave as it was.
    private static ObjectNode attributes(AmazonListing listing, String marketplace) {
        var attributes = SimulatorJson.object();
        attributes
                .putArray("item_name")
                .addObject()
                .put("value", listing.name())
                .put("marketplace_id", marketplace);
        attributes.set(Patch.AVAILABILITY, SimulatorJson.MAPPER.valueToTree(listing.submittedIn(marketplace)));
        return attributes;
    }

    /// Amazon's own channels are shown without a quantity.
    private static ObjectNode live(OfferChannel channel) {
        var live = SimulatorJson.object().put("fulfillmentChannelCode", channel.code());
        if (!channel.isAmazons() && channel.quantity().isPresent()) {
            live.put("quantity", channel.quantity().getAsInt());
        }
        return live;
    }
}
