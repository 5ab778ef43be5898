package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.World.FRANCE;
import static io.stockrule.simulator.World.GERMANY;
import static io.stockrule.simulator.World.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.stockrule.SharedData;
import io.stockrule.simulator.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulated Notifications API and what it publishes, against Amazon's own model and schemas.
class NotificationsApiTest {
    private static final String PATH = "/notifications/v1";
    private static final String ARN = "arn:aws:sqs:eu-west-1:123456789012:notifications";
    private static final Map<String, String> SCHEMAS = Map.of(
            "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "ListingsItemMfnQuantityChange",
            "LISTINGS_ITEM_STATUS_CHANGE", "ListingsItemStatusChangeNotification",
            "LISTINGS_ITEM_ISSUES_CHANGE", "ListingsItemIssuesChangeNotification_2023-12-13");

    @TempDir
    Path data;

    private World world;
    private String grantless = "";

    @BeforeEach
    void start() {
        world = World.on(data).withSeller("{\"marketplaces\":[\"%s\",\"%s\"]}".formatted(GERMANY, FRANCE), """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]}]""");
        grantless = world.login(
                        "grant_type=client_credentials&scope=sellingpartnerapi%%3A%%3Anotifications&client_id=client-%1$s&client_secret=secret-%1$s"
                                .formatted(SELLER))
                .body()
                .path("access_token")
                .asText();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void what_it_answers_follows_the_model() {
        var queue = create("{\"sqs\":{\"arn\":\"%s\"}}".formatted(ARN));
        var bridge = create("{\"eventBridge\":{\"accountId\":\"123456789012\",\"region\":\"eu-west-1\"}}");
        assertFollows("/destinations", Request.Method.POST, queue);
        assertFollows("/destinations", Request.Method.POST, bridge);
        assertFollows("/destinations", Request.Method.GET, asApplication("GET", "/destinations", ""));
        var type = "/subscriptions/LISTINGS_ITEM_STATUS_CHANGE";
        var made = asSeller("POST", type, subscription("1.0", bridge));
        assertFollows(type, Request.Method.POST, made);
        assertFollows(type, Request.Method.GET, asSeller("GET", type + "?payloadVersion=1.0", ""));
        var twice = asSeller("POST", type, subscription("1.0", bridge));
        assertThat(twice.status()).isEqualTo(409);
        assertFollows(type, Request.Method.POST, twice);
        var id = made.body().at("/payload/subscriptionId").asText();
        assertThat(asSeller("DELETE", type + "/" + id, "").status())
                .as("a grantless call")
                .isEqualTo(403);
        assertFollows(type + "/" + id, Request.Method.DELETE, asApplication("DELETE", type + "/" + id, ""));
        assertThat(asSeller("GET", type, "").status()).isEqualTo(404);
    }

    @Test
    void a_listing_goes_to_eventbridge_alone_and_an_account_to_a_queue() {
        var queue = create("{\"sqs\":{\"arn\":\"%s\"}}".formatted(ARN));
        assertThat(asSeller("POST", "/subscriptions/LISTINGS_ITEM_STATUS_CHANGE", subscription("1.0", queue))
                        .status())
                .isEqualTo(400);
        assertThat(asSeller("POST", "/subscriptions/ACCOUNT_STATUS_CHANGED", subscription("2021-01-01", queue))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void five_are_answered_at_once_and_then_one_a_second() {
        assertThat(IntStream.range(0, 6)
                        .map(_ -> asApplication("GET", "/destinations", "").status())
                        .filter(status -> status == 429))
                .hasSize(1);
        world.clock.pass(Duration.ofSeconds(1));
        assertThat(asApplication("GET", "/destinations", "").status()).isEqualTo(200);
    }

    @Test
    void what_is_published_follows_amazons_schemas() throws IOException, InterruptedException {
        var bridge = create("{\"eventBridge\":{\"accountId\":\"123456789012\",\"region\":\"eu-west-1\"}}");
        for (var type : SCHEMAS.keySet()) {
            var version = type.contains("ISSUES") ? "2023-12-13" : "1.0";
            assertThat(asSeller("POST", "/subscriptions/" + type, subscription(version, bridge))
                            .status())
                    .isEqualTo(200);
        }
        world.control("PUT", "/amazon/accounts/" + SELLER + "/listings", """
                [{"sku":"MUG","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":9}],"blocked":true,"issues":
                 [{"code":"1","message":"m","severity":"ERROR","attributeNames":[],"categories":[],"marketplaceIds":[]}]}]""");
        var bodies = received();
        assertThat(bodies)
                .as("a quantity, and the others for each of two marketplaces")
                .hasSize(5);
        for (var body : bodies) {
            var schema = SharedData.text("amazon/schemas/notifications/%s.json"
                            .formatted(SCHEMAS.get(body.path("detail-type").asText())))
                    .replace("\"LISTINGS_ITEM_STATUS_CHANGED\"", "\"LISTINGS_ITEM_STATUS_CHANGE\"");
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(schema)
                            .validate(body.path("detail")))
                    .isEmpty();
        }
    }

    @Test
    void a_message_that_is_received_is_hidden_for_a_while_and_deleted_by_its_receipt()
            throws IOException, InterruptedException {
        world.control("POST", "/queues/123456789012/notifications", "{}");
        var first = sqs("ReceiveMessage", "\"VisibilityTimeout\":60");
        assertThat(first.path("Messages")).hasSize(1);
        assertThat(sqs("ReceiveMessage", "\"VisibilityTimeout\":60").path("Messages"))
                .isEmpty();
        world.clock.pass(Duration.ofSeconds(61));
        var again = sqs("ReceiveMessage", "\"VisibilityTimeout\":60");
        assertThat(again.path("Messages")).hasSize(1);
        sqs("DeleteMessage", "\"ReceiptHandle\":\"%s\"".formatted(receipt(first)));
        assertThat(sqs("GetQueueAttributes", "\"AttributeNames\":[\"All\"]")
                        .at("/Attributes/ApproximateNumberOfMessagesNotVisible")
                        .asText())
                .as("by an old receipt nothing is deleted")
                .isEqualTo("1");
        sqs("DeleteMessage", "\"ReceiptHandle\":\"%s\"".formatted(receipt(again)));
        assertThat(world.control("/queues/123456789012/notifications")
                        .path("messages")
                        .asInt())
                .isZero();
    }

    private static String receipt(JsonNode received) {
        return received.at("/Messages/0/ReceiptHandle").asText();
    }

    private List<JsonNode> received() throws IOException, InterruptedException {
        var bodies = new ArrayList<JsonNode>();
        for (var message : sqs("ReceiveMessage", "\"MaxNumberOfMessages\":10").path("Messages")) {
            bodies.add(new ObjectMapper().readTree(message.path("Body").asText()));
        }
        return bodies;
    }

    private JsonNode sqs(String operation, String asked) throws IOException, InterruptedException {
        var body = "{\"QueueUrl\":\"http://sqs/123456789012/notifications\",%s}".formatted(asked);
        var request = HttpRequest.newBuilder(URI.create(world.address("/sqs/")))
                .header("x-amz-target", "AmazonSQS." + operation)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260115/eu-west-1/sqs/aws4_request")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new ObjectMapper().readTree(answer.body());
        }
    }

    private World.Reply create(String resource) {
        var reply = asApplication(
                "POST", "/destinations", "{\"name\":\"n\",\"resourceSpecification\":%s}".formatted(resource));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private static String subscription(String version, World.Reply destination) {
        return "{\"payloadVersion\":\"%s\",\"destinationId\":\"%s\"}"
                .formatted(
                        version, destination.body().at("/payload/destinationId").asText());
    }

    private World.Reply asSeller(String method, String path, String body) {
        return world.ofCaller(method, PATH + path, body);
    }

    private World.Reply asApplication(String method, String path, String body) {
        return world.as(grantless, method, PATH + path, body);
    }

    private static void assertFollows(String path, Request.Method method, World.Reply reply) {
        var model = OpenApiInteractionValidator.createForInlineApiSpecification(
                        SharedData.text("amazon/models/notifications.json"))
                .build();
        var answer = SimpleResponse.Builder.status(reply.status())
                .withContentType(reply.header("Content-Type"))
                .withBody(reply.body().toString())
                .build();
        assertThat(model.validateResponse(PATH + path, method, answer).getMessages())
                .as(reply.body().toString())
                .isEmpty();
    }
}
