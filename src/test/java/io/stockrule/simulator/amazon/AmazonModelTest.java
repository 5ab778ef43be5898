package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.GERMANY;
import static io.stockrule.simulator.World.SELLER;
import static io.stockrule.simulator.World.patchBody;
import static io.stockrule.simulator.World.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.stockrule.SharedData;
import io.stockrule.simulator.World;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the simulated Amazon says, held against Amazon's own model.
class AmazonModelTest {
    private static final String SETS = "&includedData=summaries,attributes,issues,offers,fulfillmentAvailability,"
            + "procurement,relationships,productTypes";

    @TempDir
    Path data;

    private static OpenApiInteractionValidator model;

    private World world;

    /// Without the models nothing is started.
    @BeforeAll
    static void readModel() {
        model = OpenApiInteractionValidator.createFor(SharedData.file("amazon/models/listingsItems_2021-08-01.json")
                        .toAbsolutePath()
                        .normalize()
                        .toUri()
                        .toString())
                .build();
    }

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("{\"requestsPerSecond\":10000,\"burst\":10000}", """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3,
                   "lead_time_to_ship_max_days":5}]},
                 {"sku":"FBA","channels":[{"fulfillment_channel_code":"AMAZON_EU"}]},
                 {"sku":"NONE","channels":[]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private World.Reply asked(String method, String path, String body) {
        var reply = world.amazon(method, path, body);
        var answer = SimpleResponse.Builder.status(reply.status())
                .withContentType(reply.header("Content-Type"))
                .withHeader("x-amzn-RequestId", reply.header("x-amzn-RequestId"))
                .withBody(reply.body().toString())
                .build();
        var template = "/listings/2021-08-01/items/" + SELLER + (path.startsWith("/") ? "/sku" : "");
        assertClean(model.validateResponse(template, Request.Method.valueOf(method), answer));
        assertThat(reply.header("x-amzn-RequestId")).isNotEmpty();
        return reply;
    }

    private void assertValidRequest(String method, String path, String body) {
        var uri = URI.create("/listings/2021-08-01/items/" + SELLER + path);
        var request = new SimpleRequest.Builder(Request.Method.valueOf(method), uri.getRawPath());
        Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> request.withQueryParam(pair[0], pair[1]));
        if (!body.isEmpty()) {
            request.withContentType("application/json").withBody(body);
        }
        assertClean(model.validateRequest(request.build()));
    }

    private static void assertClean(ValidationReport report) {
        assertThat(report.getMessages().stream()
                        .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
                        .toList())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/MUG?marketplaceIds=A1PA6795UKMFR9",
        "/FBA?marketplaceIds=A1PA6795UKMFR9",
        "/NONE?marketplaceIds=A1PA6795UKMFR9",
        "?marketplaceIds=A1PA6795UKMFR9",
        "?marketplaceIds=A1PA6795UKMFR9&pageSize=1",
        "'?marketplaceIds=A1PA6795UKMFR9&identifiersType=SKU&identifiers=MUG,FBA,NONE,UNKNOWN'",
    })
    void a_read_and_its_answer_follow_the_model(String path) {
        assertValidRequest("GET", path + SETS, "");
        assertThat(asked("GET", path + SETS, "").status()).isEqualTo(200);
        assertThat(asked("GET", path, "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "replace", "add", "delete"})
    void a_patch_and_its_answer_follow_the_model(String op) {
        var path = "/MUG?marketplaceIds=" + GERMANY;
        assertValidRequest("PATCH", path, patchBody(op, units(7)));
        var accepted = asked("PATCH", path, patchBody(op, units(7)));
        assertThat(accepted.body().path("status").asText()).isEqualTo("ACCEPTED");
        asked("PATCH", path + "&mode=VALIDATION_PREVIEW&includedData=issues,identifiers", patchBody(op, units(7)));
    }

    @Test
    void an_invalid_patch_is_answered_as_the_model_says() {
        var path = "/MUG?marketplaceIds=" + GERMANY;
        asked("PATCH", path, patchBody("merge", units(-1)));
        asked("PATCH", path, patchBody("merge", "{}"));
        asked("PATCH", path, patchBody("merge", units(1)).replace("fulfillment_availability", "colour"));
        asked("PATCH", "/UNKNOWN?marketplaceIds=" + GERMANY, patchBody("merge", units(1)));
    }

    @ParameterizedTest
    @CsvSource({"SERVER_ERROR, 500", "OVERLOADED, 503", "FORBIDDEN, 403", "THROTTLED, 429"})
    void an_error_is_answered_as_the_model_says(String kind, int status) {
        for (var operation : new String[] {"getListingsItem", "searchListingsItems", "patchListingsItem"}) {
            world.control("POST", "/faults", "{\"operation\":\"%s\",\"kind\":\"%s\"}".formatted(operation, kind));
        }

        var get = asked("GET", "/MUG?marketplaceIds=" + GERMANY, "");
        var search = asked("GET", "?marketplaceIds=" + GERMANY, "");
        var patch = asked("PATCH", "/MUG?marketplaceIds=" + GERMANY, patchBody("merge", units(7)));

        assertThat(new int[] {get.status(), search.status(), patch.status()}).containsOnly(status);
        assertThat(patch.header("x-amzn-RateLimit-Limit")).isEmpty();
    }

    @Test
    void a_refused_read_is_answered_as_the_model_says() {
        assertThat(asked("GET", "/UNKNOWN?marketplaceIds=" + GERMANY, "").status())
                .isEqualTo(404);
        assertThat(asked("GET", "/MUG?marketplaceIds=NOWHERE", "").status()).isEqualTo(400);
        assertThat(asked("GET", "?marketplaceIds=NOWHERE", "").status()).isEqualTo(400);
        assertThat(asked("PATCH", "/MUG?marketplaceIds=" + GERMANY, "{}").status())
                .isEqualTo(400);
        var tooLarge = patchBody("merge", units(1)) + " ".repeat(2 << 20);
        assertThat(asked("PATCH", "/MUG?marketplaceIds=" + GERMANY, tooLarge).status())
                .isEqualTo(413);
    }

    @Test
    void a_late_issue_is_shown_as_the_model_says() {
        world.control("POST", "/faults", "{\"operation\":\"patchListingsItem\",\"kind\":\"ISSUE\"}");
        asked("PATCH", "/MUG?marketplaceIds=" + GERMANY, patchBody("merge", units(7)));
        world.clock.pass(Duration.ofSeconds(1));
        await().until(() -> world.listing("MUG").path("issues").size() == 1);

        asked("GET", "/MUG?marketplaceIds=" + GERMANY + SETS, "");
    }
}
