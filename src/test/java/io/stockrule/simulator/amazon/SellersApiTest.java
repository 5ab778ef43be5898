package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.FRANCE;
import static io.stockrule.simulator.World.GERMANY;
import static io.stockrule.simulator.World.SELLER;
import static io.stockrule.simulator.World.patchBody;
import static io.stockrule.simulator.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.SharedData;
import io.stockrule.simulator.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SellersApiTest {
    private static final String PATH = "/sellers/v1/marketplaceParticipations";

    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("""
                {"marketplaces":["%s","%s"],"suspendedMarketplaces":["%s"]}""".formatted(GERMANY, FRANCE, FRANCE), """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]}]""");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private World.Reply asked() {
        return world.ofCaller("GET", PATH, "");
    }

    private void change(String account) {
        world.control("PUT", "/amazon/accounts/" + SELLER, account);
    }

    @Test
    void a_seller_sees_where_it_sells_and_where_it_is_suspended() {
        assertThat(where("isParticipating")).containsExactlyInAnyOrder(GERMANY, FRANCE);
        assertThat(where("hasSuspendedListings")).containsExactly(FRANCE);
    }

    private List<String> where(String flag) {
        return StreamSupport.stream(asked().body().path("payload").spliterator(), false)
                .filter(one -> one.at("/participation/" + flag).asBoolean())
                .map(one -> one.at("/marketplace/id").asText())
                .toList();
    }

    @Test
    void every_marketplace_of_a_region_is_told() {
        for (var region : AmazonRegion.values()) {
            change("{\"region\":\"%s\",\"marketplaces\":[]}".formatted(region));
            assertThat(asked().body().path("payload").findValuesAsText("id")).containsAll(region.marketplaces());
        }
    }

    @Test
    void what_it_answers_follows_the_model() {
        var model = OpenApiInteractionValidator.createForInlineApiSpecification(
                        SharedData.text("amazon/models/sellers.json"))
                .build();
        assertFollows(model, asked());
        world.control("POST", "/amazon/accounts/" + SELLER + "/withdraw-tokens", "");
        var denied = asked();
        assertThat(denied.status()).isEqualTo(403);
        assertFollows(model, denied);
    }

    private static void assertFollows(OpenApiInteractionValidator model, World.Reply reply) {
        var answer = SimpleResponse.Builder.status(reply.status())
                .withContentType(reply.header("Content-Type"))
                .withBody(reply.body().toString())
                .build();
        assertThat(model.validateResponse(PATH, Request.Method.GET, answer).getMessages())
                .isEmpty();
    }

    @Test
    void fifteen_are_answered_at_once_and_then_one_a_minute() {
        assertThat(IntStream.range(0, 16).map(_ -> asked().status()).filter(status -> status == 429))
                .hasSize(1);
        world.clock.pass(Duration.ofSeconds(63));
        assertThat(IntStream.range(0, 2).map(_ -> asked().status())).containsExactly(200, 429);
    }

    @Test
    void an_application_that_lacks_a_role_is_denied_what_needs_it_and_nothing_else() {
        change("{\"deniedOperations\":[\"getMarketplaceParticipations\",\"patchListingsItem\"]}");
        assertThat(asked().status()).isEqualTo(403);
        assertThat(world.patch("MUG", "merge", units(7)).status()).isEqualTo(403);
        assertThat(preview(7).status()).isEqualTo(403);
        assertThat(world.amazon("GET", "/MUG?marketplaceIds=" + GERMANY, "").status())
                .isEqualTo(200);
    }

    @Test
    void a_preview_judges_and_applies_nothing() {
        assertThat(preview(7).body().path("status").asText()).isEqualTo("VALID");
        assertThat(preview(-1).body().path("status").asText()).isEqualTo("INVALID");
        assertThat(shown()).isEqualTo(3);
    }

    @Test
    void previews_have_a_limit_of_the_application() {
        change("{\"requestsPerSecond\":1000,\"burst\":1000}");
        assertThat(IntStream.range(0, 21).map(_ -> preview(7).status()).filter(status -> status == 429))
                .hasSize(1);
        assertThat(world.patch("MUG", "merge", units(7)).status()).isEqualTo(200);
    }

    @Test
    void while_secrets_are_rotated_two_are_valid() {
        change("{\"clientSecret\":\"new\",\"otherClientSecret\":\"secret-%s\"}".formatted(SELLER));
        assertThat(world.loginAs(SELLER).status()).isEqualTo(200);
        change("{\"otherClientSecret\":null}");
        assertThat(world.loginAs(SELLER).body().path("error").asText()).isEqualTo("invalid_client");
    }

    private World.Reply preview(int quantity) {
        return world.amazon(
                "PATCH", "/MUG?mode=VALIDATION_PREVIEW&marketplaceIds=" + GERMANY, patchBody("merge", units(quantity)));
    }

    private int shown() {
        JsonNode listing = world.listing("MUG");
        return listing.at("/live/0/quantity").asInt();
    }
}
