package io.stockrule.sync.view;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.stockrule.access.TestMerchant;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingState;
import io.stockrule.listing.state.ListingStates;
import io.stockrule.listing.state.ListingStatus;
import io.stockrule.sync.Decider;
import io.stockrule.sync.Deciding;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListingChangesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Jdbi database;

    @Inject
    Decider decider;

    @Inject
    LiveConfig config;

    @Inject
    ListingViews views;

    @Inject
    ListingTally tally;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Listening> open = new ArrayList<>();
    private TestSeller seller;
    private long first;
    private long second;

    @BeforeEach
    void linkListings() {
        database.useHandle(handle -> handle.execute("update target set due_at = null"));
        seller = TestSeller.create();
        seller.profile("Ten", 10).statusCode(201);
        long list = seller.list("Ten");
        first = seller.link(list, 1, "AMZ-1");
        second = seller.link(list, 2, "AMZ-2");
    }

    @AfterEach
    void closeStreams() {
        open.forEach(Listening::close);
    }

    @Test
    void a_stream_begins_with_the_listings_as_they_stand() throws Exception {
        var events = listen(seller.merchant(), first, second);
        await().until(() -> !events.heard().isEmpty());
        var begin = events.heard().getFirst();
        assertThat(ids(begin)).containsExactlyInAnyOrder(first, second);
        assertThat(begin.path("counts").path("Pending Linking").asInt()).isEqualTo(2);
    }

    @Test
    void a_change_that_another_connection_commits_is_told() throws Exception {
        var events = listen(seller.merchant(), first, second);
        await().until(() -> !events.heard().isEmpty());
        Deciding.decideStale(decider);
        await().untilAsserted(() ->
                assertThat(events.last(first).path("decided").asInt()).isEqualTo(10));

        database.useTransaction(handle -> {
            handle.execute(
                    "update delivery set channel = 'seller', waiting = false, shown_quantity = 4 "
                            + "where merchant_id = ? and seller_sku = 'AMZ-2'",
                    seller.merchant().id());
            ListingStates.show(
                    handle,
                    Map.of(seller.target("AMZ-2"), new ListingState(ListingStatus.LINKED, ListingStanding.HELD)));
        });
        await().untilAsserted(() -> {
            assertThat(events.last(second).path("shown").asInt()).isEqualTo(4);
            assertThat(events.last(second).path("status").asText()).isEqualTo("Linked");
            assertThat(events.last(second).path("standing").asText()).isEqualTo("Held");
            assertThat(events.lastStandings().path("Held").asInt()).isEqualTo(1);
        });
    }

    @Test
    void only_what_changed_is_told_and_silence_is_broken_by_heartbeats() throws Exception {
        var events = listen(seller.merchant(), first);
        await().until(() -> events.heard().size() > 3);
        assertThat(List.copyOf(events.heard()).subList(1, 4)).allSatisfy(heartbeat -> {
            assertThat(heartbeat.path("listings")).isEmpty();
            assertThat(heartbeat.path("gone")).isEmpty();
            assertThat(heartbeat.path("counts").isNull()).isTrue();
            assertThat(heartbeat.path("standings").isNull()).isTrue();
        });
    }

    @Test
    void a_listing_that_is_removed_is_told_as_gone() throws Exception {
        var events = listen(seller.merchant(), first, second);
        await().until(() -> !events.heard().isEmpty());
        seller.merchant().calls().delete("/api/v1/listings/" + second).then().statusCode(204);
        await().until(() -> events.heard().stream()
                .anyMatch(event -> event.path("gone").path(0).asLong() == second));
    }

    @Test
    void another_merchants_listings_are_told_as_gone() throws Exception {
        var events = listen(TestMerchant.create("Curious"), first, second);
        await().until(() -> !events.heard().isEmpty());
        var begin = events.heard().getFirst();
        assertThat(begin.path("listings")).isEmpty();
        assertThat(begin.path("gone")).hasSize(2);
        assertThat(begin.path("counts").path("Pending Linking").asInt()).isZero();
    }

    @Test
    void nobody_listens_without_a_key() {
        given().contentType(ContentType.JSON)
                .body(Map.of("listings", List.of(first)))
                .post("/api/v1/listings/changes")
                .then()
                .statusCode(401);
    }

    @Test
    void streams_of_one_merchant_leave_some_to_the_others_and_places_become_free() throws Exception {
        listenTimes(3, seller.merchant());
        isRefused(seller.merchant());
        var other = TestMerchant.create("Other");
        listenTimes(1, other);
        open.removeFirst().close();
        await().until(() -> isServed(seller.merchant()));
    }

    @Test
    void too_many_streams_of_all_merchants_are_refused_and_places_become_free() throws Exception {
        listenTimes(3, seller.merchant());
        var other = TestMerchant.create("Other");
        listenTimes(1, other);
        isRefused(other);
        open.removeFirst().close();
        await().until(() -> isServed(other));
    }

    private void listenTimes(int times, TestMerchant merchant) throws Exception {
        for (int i = 0; i < times; i++) {
            var events = listen(merchant, first);
            await().until(() -> !events.heard().isEmpty());
        }
    }

    private void isRefused(TestMerchant merchant) throws Exception {
        var answer = send(merchant, first);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().toList()).singleElement().asString().contains("problem:too-many-streams");
    }

    private boolean isServed(TestMerchant merchant) throws Exception {
        var answer = send(merchant, first);
        answer.body().close();
        return answer.statusCode() == 200;
    }

    /// The stop of the service waits for every call that is still being answered.
    @Test
    void a_stop_ends_all_streams_and_begins_none() throws Exception {
        var stopping = new ListingChanges(config, views, tally);
        var before = heardBy(stopping);
        stopping.stop();
        var after = heardBy(stopping);
        assertThat(before.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(after.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    private CompletableFuture<List<LiveChanges>> heardBy(ListingChanges changes) {
        return changes.watch(seller.merchant().id(), List.of(first))
                .orElseThrow()
                .collect()
                .asList()
                .subscribeAsCompletionStage();
    }

    private Listening listen(TestMerchant merchant, Long... listings) throws IOException, InterruptedException {
        var answer = send(merchant, listings);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        var listening = new Listening(answer.body(), new CopyOnWriteArrayList<>());
        open.add(listening);
        Thread.ofVirtual().start(listening::hear);
        return listening;
    }

    private HttpResponse<Stream<String>> send(TestMerchant merchant, Long... listings)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address())
                .header("Authorization", "Bearer " + merchant.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("listings", listings))))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines());
    }

    private static URI address() {
        return URI.create("%s:%d/api/v1/listings/changes".formatted(RestAssured.baseURI, RestAssured.port));
    }

    private static List<Long> ids(JsonNode event) {
        return event.path("listings").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    private record Listening(Stream<String> lines, List<JsonNode> heard) {
        void hear() {
            try {
                lines.filter(line -> line.startsWith("data:"))
                        .map(line -> parse(line.substring("data:".length())))
                        .forEach(heard::add);
            } catch (UncheckedIOException _) {
                // The stream was closed.
            }
        }

        /// A listing as it was told last.
        JsonNode last(long listing) {
            return heard.stream()
                    .flatMap(event -> event.path("listings").valueStream())
                    .filter(view -> view.path("id").asLong() == listing)
                    .reduce(JSON.missingNode(), (_, later) -> later);
        }

        JsonNode lastStandings() {
            return heard.stream()
                    .map(event -> event.path("standings"))
                    .filter(JsonNode::isObject)
                    .reduce(JSON.missingNode(), (_, later) -> later);
        }

        void close() {
            lines.close();
        }

        private static JsonNode parse(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
    }
}
