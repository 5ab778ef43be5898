package io.stockrule.shopify.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.access.PlainText;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import io.stockrule.stock.ledger.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Reads a shop's locations, closed ones too.
public final class LocationReader {
    private LocationReader() {}

    /// In the order of their ids.
    public static List<Location> read(PatientShopify shopify) throws Stopped, InterruptedException {
        var budget = shopify.budget(1, 102);
        var locations = new ArrayList<Location>();
        var variables = new HashMap<String, Object>();
        while (true) {
            var page = shopify.ask(budget, Documents.LOCATIONS, 1, _ -> variables)
                    .data()
                    .path("locations");
            page.path("nodes").forEach(node -> locations.add(location(node)));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                return locations;
            }
            variables.put("after", page.at("/pageInfo/endCursor").asText());
        }
    }

    private static Location location(JsonNode node) {
        long id = Gid.number("Location", node.path("id").asText());
        var name = PlainText.of(node.path("name").asText()).strip();
        return new Location(
                id,
                name.isEmpty() ? "Location " + id : name,
                node.path("isActive").asBoolean(),
                node.path("fulfillsOnlineOrders").asBoolean(),
                node.path("isFulfillmentService").asBoolean());
    }
}
