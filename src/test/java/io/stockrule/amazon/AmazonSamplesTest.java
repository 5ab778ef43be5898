package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.SharedData;
import io.stockrule.delivery.marketplace.AccountProbe.Participation;
import io.stockrule.delivery.marketplace.ProbeResult;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The answers that Amazon's own sandbox gives, as its model lists them.
class AmazonSamplesTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final String ALL = "/listings/2021-08-01/items/{sellerId}";

    private final RecordingAmazon amazon = new RecordingAmazon();
    private final AmazonMarketplace marketplace = RecordingAmazon.marketplace(amazon.config(), InstantSource.system());
    private final AmazonProbe probe =
            new AmazonProbe(RecordingAmazon.partner(amazon.config(), InstantSource.system()), amazon.config());

    @AfterEach
    void close() {
        amazon.close();
    }

    @Test
    void submissions_are_understood() throws IOException {
        var results = new ArrayList<SendResult>();
        for (var sample : samples(ALL + "/{sku}", "patch", 200)) {
            results.add(send(200, sample));
        }
        assertThat(results)
                .extracting(result -> result.getClass().getSimpleName())
                .as("accepted, valid (which only a preview may be), invalid")
                .containsExactly("Accepted", "Lost", "Refused");
        assertThat(results.getLast())
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(
                                        "Amazon does not take the form of the request. To do: tell whoever runs Stockrule"
                                                + " (Amazon says: 90000900: The attributes are invalid.)"));
    }

    @Test
    void a_bad_request_is_understood() throws IOException {
        for (var sample : samples(ALL + "/{sku}", "patch", 400)) {
            assertThat(send(400, sample))
                    .isInstanceOfSatisfying(
                            SendResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo("Amazon does not take the form of the request. To do: tell whoever runs"
                                            + " Stockrule (Amazon says: BAD_REQUEST: Invalid input)"));
        }
    }

    @Test
    void an_item_is_understood() throws IOException {
        for (var sample : samples(ALL + "/{sku}", "get", 200)) {
            var sku = sample.path("sku").textValue();
            amazon.says(RecordingAmazon.errors(400, "InvalidInput", "one by one"))
                    .says(answer(200, sample));
            assertThat(read(sku)).isEqualTo(new ReadResult.Read(Map.of(sku, seller(100))));
        }
    }

    @Test
    void a_search_is_understood() throws IOException {
        for (var sample : samples(ALL, "get", 200)) {
            amazon.says(answer(200, sample));
            assertThat(read("GM-ZDPI-9B4E")).isEqualTo(new ReadResult.Read(Map.of("GM-ZDPI-9B4E", seller(100))));
        }
    }

    @Test
    void previews_are_understood() throws IOException {
        var results = new ArrayList<String>();
        for (var sample : samples(ALL + "/{sku}", "patch", 200)) {
            amazon.says(answer(200, sample));
            var update = new QuantityUpdate("GM-ZDPI-9B4E", "DE", 7, OptionalInt.empty());
            results.add(probe.preview(ACCOUNT, update, PLENTY).toString());
        }
        assertThat(results.get(0)).as("accepted, which a preview is never").startsWith("Unclear");
        assertThat(results.get(1)).isEqualTo("Answered[answer=Valid[]]");
        assertThat(results.get(2)).startsWith("Answered[answer=Invalid").contains("The attributes are invalid.");
        assertThat(amazon.asked()).allSatisfy(asked -> assertThat(asked.query()).contains("mode=VALIDATION_PREVIEW"));
    }

    /// The sample is of another region than the account, and of the account's own there is none.
    @Test
    void participations_are_understood() throws IOException {
        for (var sample : samples(AmazonModel.SELLERS, "/sellers/v1/marketplaceParticipations", "get", 200)) {
            amazon.says(
                    answer(200, sample),
                    RecordingAmazon.status(200, sample.toString().replace("ATVPDKIKX0DER", "A1F83G8C2ARO7P")));
            assertThat(probe.participations(ACCOUNT, PLENTY)).isEqualTo(new ProbeResult.Answered<>(List.of()));
            assertThat(probe.participations(ACCOUNT, PLENTY))
                    .isEqualTo(new ProbeResult.Answered<>(List.of(new Participation("UK", true, false))));
        }
    }

    private SendResult send(int status, JsonNode sample) {
        amazon.says(answer(status, sample));
        return marketplace.send(
                ACCOUNT, new QuantityUpdate("GM-ZDPI-9B4E", "DE", 7, OptionalInt.empty()), PLENTY, PLENTY);
    }

    private ReadResult read(String sku) {
        return marketplace.read(ACCOUNT, "DE", List.of(sku), PLENTY);
    }

    private static Reading seller(int quantity) {
        return new Reading.SellerFulfilled(OptionalInt.of(quantity), OptionalInt.empty());
    }

    private static RecordingAmazon.Reply answer(int status, JsonNode sample) {
        return RecordingAmazon.status(status, sample.toString());
    }

    private static List<JsonNode> samples(String path, String method, int status) throws IOException {
        return samples(AmazonModel.FILE, path, method, status);
    }

    private static List<JsonNode> samples(String file, String path, String method, int status) throws IOException {
        var response = new ObjectMapper()
                .readTree(SharedData.text(file))
                .path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(Integer.toString(status));
        var samples = StreamSupport.stream(
                        response.path("x-amzn-api-sandbox").path("static").spliterator(), false)
                .map(sample -> sample.path("response"))
                .toList();
        assertThat(samples).isNotEmpty();
        return samples;
    }
}
