package io.stockrule.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.stockrule.access.TestMerchant;
import io.stockrule.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls every operation that the description of the API names with what callers get wrong. Whatever it is, it is
/// refused, the answer is a problem document, and nothing in it is named after what the service is made of.
@QuarkusTest
class ApiWalkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");
    private static final Pattern LEAKS = Pattern.compile(
            "(?i)java[.x]|jakarta|exception|io\\.stockrule|jackson|hibernate|vertx|netty|quarkus|postgres|sql|select |insert ");

    /// They need a signature, or what no address makes.
    private static final Set<String> NEVER_RIGHT = Set.of(
            "POST /webhooks/shopify/{token}",
            "GET /shopify/authorized",
            // One is running already, so that there is one to be seen.
            "POST /api/v1/shops/{shop}/imports",
            "GET /api/v1/shops/{shop}/parked-webhooks/{id}/body",
            "GET /api/v1/shops/{shop}/deliveries/{id}/body");

    private final HttpClient client = HttpClient.newHttpClient();
    private List<Operation> operations = List.of();

    @BeforeEach
    void read() throws IOException {
        var openApi =
                TestMerchant.asOperator().get("/q/openapi?format=json").then().statusCode(200);
        operations = Operation.in(JSON.readTree(openApi.extract().asString()));
        assertThat(operations).hasSizeGreaterThan(40);
    }

    /// Else the refusals below could have another reason than the mistake.
    @Test
    void what_is_right_is_done_and_what_was_made_is_where_the_answer_says() throws Exception {
        for (var operation : operations) {
            if (NEVER_RIGHT.contains(operation.toString())) {
                continue;
            }
            var estate = Estate.create();
            var body = estate.body(operation);
            if (operation.path().endsWith("/changes")) {
                continue; // a stream; ListingChangesTest reads it
            }
            var call = new Call(
                    operation.method(), estate.address(operation), key(operation, estate), body.type(), body.text());
            var answer = send(call);
            assertThat(answer.statusCode()).as("%s: %s", call, answer.body()).isBetween(200, 299);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() == 201) {
                assertThat(location).as("%s", call).isPresent();
            }
            if (location.isPresent()) {
                var path = URI.create(location.get()).getRawPath();
                assertThat(send(new Call("GET", path, call.key(), "", "")).statusCode())
                        .as("the Location of %s", call)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void a_caller_without_a_key_learns_nothing_whatever_it_sends() throws Exception {
        var estate = Estate.create();
        for (var operation : operations) {
            if (operation.needsKey()) {
                var address = estate.address(operation);
                for (var key : List.of("", "sr_wrong")) {
                    refused(new Call(operation.method(), address, key, "application/json", "{"), 401);
                    refused(new Call(operation.method(), address + "?x=%ff", key, "garbage", "{}"), 401);
                }
                var wrong =
                        operation.isTheOperators() ? estate.seller().merchant().key() : TestDatabase.OPERATOR_KEY;
                refused(
                        new Call(
                                operation.method(),
                                address,
                                wrong,
                                estate.body(operation).type(),
                                "{"),
                        403);
            }
        }
    }

    @Test
    void what_is_another_merchants_does_not_exist() throws Exception {
        var estate = Estate.create();
        var thief = Estate.create();
        for (var operation : operations) {
            if (operation.path().contains("{")
                    && operation.needsKey()
                    && !operation.isTheOperators()
                    && !operation.path().contains("{name}")) {
                var body = estate.body(operation);
                refused(
                        new Call(
                                operation.method(),
                                estate.address(operation),
                                thief.seller().merchant().key(),
                                body.type(),
                                body.text()),
                        404);
            }
        }
    }

    @Test
    void parameters_headers_and_methods_that_nobody_means_are_refused() throws Exception {
        var estate = Estate.create();
        for (var operation : operations) {
            var key = key(operation, estate);
            var address = estate.address(operation);
            var body = estate.body(operation);
            for (var query : queries(operation)) {
                refused(new Call(operation.method(), address + "?" + query, key, body.type(), body.text()), 400);
            }
            refused(new Call(operation.method(), address, key, "garbage", "{}"), 415);
            if (!body.text().isEmpty()) {
                refused(new Call(operation.method(), address, key, "image/png", body.text()), 415);
            }
            if (operation.path().contains("{id}")) {
                for (var id : List.of("x", "01", "-1", "1.0", "%00", "9".repeat(30), "9".repeat(18))) {
                    refused(
                            new Call(operation.method(), estate.address(operation, id), key, body.type(), body.text()),
                            404);
                }
            }
        }
        for (var path : operations.stream().map(Operation::path).collect(Collectors.toSet())) {
            var known = operations.stream().filter(it -> it.path().equals(path)).toList();
            for (var method : METHODS) {
                if (operations.stream().noneMatch(it -> it.method().equals(method) && it.mayMean(path))) {
                    var call =
                            new Call(method, estate.address(known.getFirst()), key(known.getFirst(), estate), "", "");
                    var answer = refused(call, 405);
                    assertThat(answer.headers().firstValue("Allow").orElse(""))
                            .as("%s", call)
                            .contains(known.getFirst().method())
                            .doesNotContain(method);
                }
            }
        }
    }

    @Test
    void a_body_with_a_mistake_is_refused() throws Exception {
        var estate = Estate.create();
        var tried = new ArrayList<Operation>();
        for (var operation : operations) {
            var body = estate.body(operation);
            if (body.isJson()) {
                tried.add(operation);
                for (var mistake : Mistakes.in(body.text())) {
                    var call = new Call(
                            operation.method(),
                            estate.address(operation),
                            key(operation, estate),
                            body.type(),
                            mistake);
                    if (!refusedByItself(call)) {
                        refused(call, 400, 404, 409, 413, 422);
                    }
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(15);
    }

    /// Of many items each is refused for itself, with a problem of its own in the answer.
    private boolean refusedByItself(Call call) throws Exception {
        return call.address().endsWith("/items") && send(call).body().startsWith("{\"added\":0,\"refused\":1,")
                || call.address().endsWith("/actions/link") && send(call).body().contains("\"refused\":1,");
    }

    private static List<String> queries(Operation operation) {
        var queries = new ArrayList<>(List.of("unknown=1", "x=%ff"));
        for (var parameter : operation.query()) {
            if (List.of("integer", "boolean").contains(parameter.type())) {
                for (var value : List.of(
                        "maybe", "", "1.5", "%EF%BC%91", "9".repeat(30), "-", "1&%s=1".formatted(parameter.name()))) {
                    queries.add(parameter.name() + "=" + value);
                }
            }
            queries.add(parameter.name() + "=%00");
        }
        return queries;
    }

    private static String key(Operation operation, Estate estate) {
        return operation.isTheOperators()
                ? TestDatabase.OPERATOR_KEY
                : estate.seller().merchant().key();
    }

    private record Call(String method, String address, String key, String type, String body) {
        @Override
        public String toString() {
            return "%s %s (%s) %s".formatted(method, address, type, body.substring(0, Math.min(body.length(), 400)));
        }
    }

    private HttpResponse<String> refused(Call call, Integer... statuses) throws Exception {
        var answer = send(call);
        assertThat(answer.statusCode()).as("%s: %s", call, answer.body()).isIn((Object[]) statuses);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as("%s: %s", call, answer.body())
                .startsWith("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).as("%s", call).matches("urn:stockrule:problem:[a-z0-9-]+");
        assertThat(problem.path("status").asInt()).as("%s", call).isEqualTo(answer.statusCode());
        assertThat(LEAKS.matcher(answer.body()).results().map(it -> it.group().toLowerCase(Locale.ROOT)))
                .as("%s: %s", call, answer.body())
                .isEmpty();
        return answer;
    }

    private HttpResponse<String> send(Call call) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + call.address()))
                .method(call.method(), BodyPublishers.ofString(call.body()));
        if (!call.key().isEmpty()) {
            request.header("Authorization", "Bearer " + call.key());
        }
        if (!call.type().isEmpty()) {
            request.header("Content-Type", call.type());
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
