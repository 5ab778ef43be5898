package io.stockrule.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.AmazonCredentials.Region;
import io.stockrule.simulator.SellerControl;
import io.stockrule.simulator.SimulatorOptions;
import io.stockrule.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Offers that cannot be bought, each for one cause, and others that can or need not: both are told apart by what the
/// simulated Amazon shows of them.
class ObstaclesTest {
    private static final String GERMANY = "A1PA6795UKMFR9";
    private static final String FRANCE = "A13V1IB3VIYZZH";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AmazonCredentials ACCOUNT =
            new AmazonCredentials(new AccountKey(1, 2), Region.EU, "A5OBSTACLES", "client", "secret", "refresh");

    /// An issue: severity, categories, actions, exemption, marketplaces; more of them after a semicolon.
    private static final String CAUSES = """
            CATALOG_ITEM_REMOVED | ERROR   | INVALID_ATTRIBUTE      | CATALOG_ITEM_REMOVED | NOT_EXEMPT |
            CATALOG_ITEM_REMOVED | WARNING |                        | CATALOG_ITEM_REMOVED | NOT_EXEMPT | DE
            CATALOG_ITEM_REMOVED | ERROR   | MISSING_IMAGE          | LISTING_SUPPRESSED   | NOT_EXEMPT | ; WARNING | DUPLICATE | CATALOG_ITEM_REMOVED | NOT_EXEMPT |
            NEEDS_APPROVAL       | ERROR   | QUALIFICATION_REQUIRED |                      |            |
            NEEDS_APPROVAL       | WARNING | QUALIFICATION_REQUIRED | LISTING_SUPPRESSED   | NOT_EXEMPT |
            NEEDS_APPROVAL       | ERROR   | QUALIFICATION_REQUIRED | LISTING_SUPPRESSED   | NOT_EXEMPT | DE FR
            NEEDS_APPROVAL       | ERROR   | INVALID_ATTRIBUTE QUALIFICATION_REQUIRED |    |            |
            DUPLICATE            | ERROR   | DUPLICATE              |                      |            |
            DUPLICATE            | ERROR   | DUPLICATE              | LISTING_SUPPRESSED   | NOT_EXEMPT | ; ERROR | MISSING_PRICE | | |
            PRICE_MISSING        | ERROR   | MISSING_PRICE          |                      |            |
            PRICE_MISSING        | ERROR   | MISSING_PRICE          | LISTING_SUPPRESSED   | NOT_EXEMPT | DE
            PRICE_MISSING        | ERROR   | MISSING_PRICE          |                      |            | ; WARNING | INVALID_IMAGE | | |
            PRICE_INVALID        | ERROR   | INVALID_PRICE          |                      |            |
            PRICE_INVALID        | ERROR   | INVALID_PRICE          | LISTING_SUPPRESSED   | NOT_EXEMPT |
            PRICE_INVALID        | WARNING | INVALID_PRICE          | LISTING_SUPPRESSED   | NOT_EXEMPT | DE
            PRICE_INVALID        | ERROR   | INVALID_PRICE          | ATTRIBUTE_SUPPRESSED | NOT_EXEMPT |
            IMAGE_MISSING        | ERROR   | MISSING_IMAGE          |                      |            |
            IMAGE_MISSING        | WARNING | MISSING_IMAGE          | LISTING_SUPPRESSED   | NOT_EXEMPT |
            IMAGE_INVALID        | ERROR   | INVALID_IMAGE          |                      |            |
            IMAGE_INVALID        | ERROR   | INVALID_IMAGE          | LISTING_SUPPRESSED SEARCH_SUPPRESSED | NOT_EXEMPT |
            ATTRIBUTE_MISSING    | ERROR   | MISSING_ATTRIBUTE      |                      |            |
            ATTRIBUTE_MISSING    | ERROR   | MISSING_ATTRIBUTE      | LISTING_SUPPRESSED   | NOT_EXEMPT | DE
            ATTRIBUTE_INVALID    | ERROR   | INVALID_ATTRIBUTE      |                      |            |
            ATTRIBUTE_INVALID    | WARNING | INVALID_ATTRIBUTE      | ATTRIBUTE_SUPPRESSED | NOT_EXEMPT |
            SUPPRESSED           | ERROR   |                        | LISTING_SUPPRESSED   | NOT_EXEMPT |
            SUPPRESSED           | ERROR   | SOMETHING_NEW          |                      |            |
            NO_REASON_NAMED      |
            NO_REASON_NAMED      | WARNING | MISSING_IMAGE          |                      |            |
            NO_REASON_NAMED      | ERROR   | INVALID_PRICE          |                      |            | FR
            NO_REASON_NAMED      | WARNING | INVALID_PRICE          | LISTING_SUPPRESSED   | EXEMPT     |
            """;

    /// The same, of offers that can be bought.
    private static final String CONTROLS = """
            |
            | WARNING | MISSING_IMAGE          |                      |            |
            | INFO    | MISSING_ATTRIBUTE      |                      |            |
            | WARNING | INVALID_PRICE          |                      |            | DE
            | ERROR   | INVALID_ATTRIBUTE      |                      |            |
            | ERROR   | INVALID_PRICE          |                      |            | FR
            | ERROR   | MISSING_PRICE          | LISTING_SUPPRESSED   | NOT_EXEMPT | FR
            | ERROR   | MISSING_IMAGE          | LISTING_SUPPRESSED   | EXEMPT     |
            | ERROR   | MISSING_IMAGE          | LISTING_SUPPRESSED   | EXEMPT_UNTIL_EXPIRY_DATE |
            | WARNING | QUALIFICATION_REQUIRED |                      |            |
            | WARNING | DUPLICATE              | SEARCH_SUPPRESSED    | NOT_EXEMPT |
            | ERROR   | INVALID_IMAGE          | SEARCH_SUPPRESSED    | NOT_EXEMPT |
            | WARNING | INVALID_ATTRIBUTE      | ATTRIBUTE_SUPPRESSED | NOT_EXEMPT |
            | INFO    |                        |                      |            |
            | ERROR   | QUALIFICATION_REQUIRED |                      |            | FR
            | ERROR   | SOMETHING_NEW          |                      |            |
            | WARNING | MISSING_PRICE          |                      |            | ; INFO | DUPLICATE | | |
            | WARNING | INVALID_IMAGE          |                      |            | ; WARNING | MISSING_IMAGE | | |
            | ERROR   | DUPLICATE              | CATALOG_ITEM_REMOVED | EXEMPT     |
            | ERROR   | MISSING_ATTRIBUTE      | CATALOG_ITEM_REMOVED | NOT_EXEMPT | FR
            """;

    @TempDir
    Path memory;

    private final List<Map<String, Object>> listings = new ArrayList<>();
    private final Map<String, Optional<Obstacle>> expected = new LinkedHashMap<>();
    private final Map<String, OptionalInt> shown = new LinkedHashMap<>();

    @Test
    void each_has_its_cause_and_what_can_be_bought_has_none() throws IOException, InterruptedException {
        CAUSES.lines().forEach(line -> offer(line, true, 5));
        CONTROLS.lines().forEach(line -> offer(line, false, 5));
        for (int quantity = 1; quantity <= 10; quantity++) {
            offer("|", false, quantity);
        }
        assertThat(expected.values().stream().filter(Optional::isPresent)).hasSize(30);
        assertThat(expected.values().stream().filter(Optional::isEmpty)).hasSize(30);
        var found = new LinkedHashMap<String, Optional<Obstacle>>();
        try (var simulators = Simulators.start(memory, SimulatorOptions.defaults());
                var amazon = new SellerControl(simulators, ACCOUNT.sellerId())) {
            amazon.connect("client", "secret", "refresh");
            amazon.ask("PUT", "/listings", listings);
            var marketplace =
                    SimulatedMarketplace.of(simulators, InstantSource.system()).marketplace();
            var skus = List.copyOf(expected.keySet());
            for (int i = 0; i < skus.size(); i += 20) {
                var some = skus.subList(i, Math.min(i + 20, skus.size()));
                var result = marketplace.read(ACCOUNT, "DE", some, Duration.ofSeconds(10));
                assertThat(result).isInstanceOf(ReadResult.Read.class);
                ((ReadResult.Read) result).readings().forEach((sku, reading) -> {
                    assertThat(reading).isInstanceOf(Reading.SellerFulfilled.class);
                    var seller = (Reading.SellerFulfilled) reading;
                    assertThat(seller.quantity()).isEqualTo(shown.get(sku));
                    found.put(sku, seller.notBuyable().map(NotBuyable::obstacle));
                });
            }
        }
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private void offer(String line, boolean blocked, int quantity) {
        var parts = line.split("\\|", 2);
        var sku = "%02d %s"
                .formatted(
                        listings.size(),
                        line.strip().replaceAll("[^A-Z ]+", " ").replaceAll(" +", " "));
        sku = sku.substring(0, Math.min(40, sku.length())).strip();
        listings.add(Map.of(
                "sku",
                sku,
                "channels",
                List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", quantity)),
                "blocked",
                blocked,
                "issues",
                issues(parts[1])));
        expected.put(sku, parts[0].isBlank() ? Optional.empty() : Optional.of(Obstacle.valueOf(parts[0].strip())));
        shown.put(sku, OptionalInt.of(quantity));
    }

    private static List<Map<String, Object>> issues(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(";")).map(ObstaclesTest::issue).toList();
    }

    private static Map<String, Object> issue(String text) {
        var cells = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
        var issue = new HashMap<String, Object>(Map.of(
                "code", "18000",
                "message", "something about it",
                "severity", cells.get(0),
                "attributeNames", List.of(),
                "categories", words(cells.get(1)),
                "marketplaceIds",
                        words(cells.get(4)).stream()
                                .map(country -> country.equals("DE") ? GERMANY : FRANCE)
                                .toList()));
        if (!cells.get(2).isEmpty()) {
            issue.put(
                    "enforcements",
                    Map.of(
                            "actions",
                            words(cells.get(2)).stream()
                                    .map(action -> Map.of("action", action))
                                    .toList(),
                            "exemption",
                            Map.of("status", cells.get(3))));
        }
        return issue;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" +"));
    }
}
