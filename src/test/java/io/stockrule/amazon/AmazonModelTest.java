package io.stockrule.amazon;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrule.SharedData;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The judge itself: it would be worth nothing if it let everything pass.
class AmazonModelTest {
    private static final String ITEM = "/listings/2021-08-01/items/S/A%2FB";

    @BeforeEach
    void the_model_is_there() {
        SharedData.file(AmazonModel.FILE);
    }

    @Test
    void a_good_request_passes() {
        assertThatCode(() -> AmazonModel.check(patch("marketplaceIds=X", "merge")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_wrong_operation_a_missing_marketplace_and_an_unknown_path_are_caught() {
        assertThatThrownBy(() -> AmazonModel.check(patch("marketplaceIds=X", "blend")))
                .hasMessageContaining("blend");
        assertThatThrownBy(() -> AmazonModel.check(patch("includedData=issues", "merge")))
                .hasMessageContaining("marketplaceIds");
        assertThatThrownBy(() -> AmazonModel.check(patch("marketplaceIds=X&mode=NOW", "merge")))
                .hasMessageContaining("mode");
        assertThatThrownBy(() -> AmazonModel.check(
                        new RecordingAmazon.Asked("GET", "/listings/items/S", "marketplaceIds=X", Map.of(), "")))
                .hasMessageContaining("No API path found");
    }

    @Test
    void more_than_twenty_identifiers_are_caught() {
        var query = "marketplaceIds=X&identifiersType=SKU&identifiers=" + "A,".repeat(20) + "A";
        assertThatThrownBy(() -> AmazonModel.check(
                        new RecordingAmazon.Asked("GET", "/listings/2021-08-01/items/S", query, Map.of(), "")))
                .hasMessageContaining("identifiers");
    }

    private static RecordingAmazon.Asked patch(String query, String operation) {
        var body = """
                {"productType":"PRODUCT","patches":[{"op":"%s","path":"/attributes/fulfillment_availability","value":[{}]}]}
                """.formatted(operation);
        return new RecordingAmazon.Asked("PATCH", ITEM, query, Map.of("content-type", "application/json"), body);
    }
}
