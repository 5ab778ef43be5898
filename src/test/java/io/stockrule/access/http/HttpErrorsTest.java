package io.stockrule.access.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.stockrule.access.TestMerchant;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What reaches the server and no resource, byte for byte.
@QuarkusTest
class HttpErrorsTest {
    @Inject
    MeterRegistry meters;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            REQUEST                                                                    | STATUS
            POST /api/v1/merchants HTTP/1.1~Host: h~Content-Type: garbage~Content-Length: 2~~{} | 401
            POST /api/v1/merchants HTTP/1.1~Host: h~Content-Type: application/json~Content-Length: 1~~{ | 401
            GET /api/v1/merchants?limit=many HTTP/1.1~Host: h~~                        | 401
            PUT /api/v1/nothing HTTP/1.1~Host: h~Accept: garbage~~                     | 401
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Type: garbage~Content-Length: 2~~{} | 415
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Type: a/b; c~Content-Length: 2~~{} | 415
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Type: text/x~Content-Type: application/json~Content-Length: 2~~{} | 415
            GET /test/open HTTP/1.1~Host: h~Accept: garbage~~                          | 406
            GET /test/open HTTP/1.1~Host: h~Accept: text/plain;q=much~~                | 406
            GET /test/open HTTP/1.1~~                                                  | 400
            GET /test/open HTTP/1.0~~                                                  | 400
            GET /test/open HTTP/1.1~Host: a b~~                                        | 400
            GET /test/open HTTP/1.1~Host: a~Host: b~~                                  | 400
            GET /test/%zz HTTP/1.1~Host: h~~                                           | 400
            GET /test/%ff HTTP/1.1~Host: h~~                                           | 400
            GET /test/% HTTP/1.1~Host: h~~                                             | 400
            CONNECT h:80 HTTP/1.1~Host: h~~                                            | 404
            POST /test/order?limit=1 HTTP/1.1~Host: h~Transfer-Encoding: rot13~~       | 400
            DELETE /test/open HTTP/1.1~Host: h~~                                       | 405
            BREW /test/open HTTP/1.1~Host: h~~                                         | 405
            GET /test/nothing HTTP/1.1~Host: h~~                                       | 404
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Length: 3000000~~        | 413
            GET /q/metrics HTTP/1.1~Host: h~~                                          | 401
            GET /q/nothing HTTP/1.1~Host: h~~                                          | 401
            """)
    void whatever_is_refused_is_a_problem_that_names_nothing_of_ours(String request, int status) throws IOException {
        isProblem(call(request.strip().replace("~", "\r\n")), status);
    }

    @Test
    void long_addresses_and_headers_are_problems() throws IOException {
        isProblem(call("GET /test/open?q=" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"), 414);
        isProblem(call("GET /test/open HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"), 431);
    }

    /// None of these comes to a route.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            REQUEST                                                | STATUS
            garbage~~                                              | 400
            GET /test/open~~                                       | 400
            GET /test/open HTTP/x~Host: h~~                        | 400
            GET /test/open HTTP/1.1~Host: h~: nameless~~           | 400
            GET /test/open HTTP/1.1~Host: h~Content-Length: many~~ | 400
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Type: application/json~Transfer-Encoding: chunked~~zz~{}~0~~ | 400
            """)
    void what_is_no_http_is_a_problem(String request, int status) throws IOException {
        isProblem(call(request.strip().replace("~", "\r\n")), status);
    }

    @Test
    void what_is_longer_than_anything_that_is_read_is_a_problem() throws IOException {
        isProblem(call("GET /test/open?q=" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"), 414);
        isProblem(call("GET /test/open HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"), 431);
    }

    @Test
    void a_method_that_nobody_knows_is_counted_as_one_with_all_others_and_remembered_nowhere() throws IOException {
        given().get("/q/health/started").then().statusCode(200);
        for (int i = 0; i < 3; i++) {
            call("BREW%d /test/open HTTP/1.1\r\nHost: h\r\n\r\n".formatted(i));
            call("BREW%d /token-x HTTP/1.1\r\nHost: h\r\nX: %s\r\n\r\n".formatted(i, "a".repeat(70_000)));
        }
        assertThat(remembered()).isNotEmpty().noneMatch(id -> id.contains("BREW") || id.contains("token-x"));
        assertThat(TestMerchant.asOperator().get("/q/metrics").asString())
                .containsPattern("seconds_count\\{method=\"OTHER\",.*status=\"405\",uri=\"/test/open\"} [3-9]")
                .containsPattern("seconds_count\\{method=\"OTHER\",.*status=\"431\",uri=\"/OTHER\"} [3-9]")
                .as("what the framework answers is no stranger's address")
                .doesNotContainPattern("seconds_count\\{method=\"GET\",.*status=\"200\",uri=\"/OTHER\"}");
    }

    /// What a registry keeps of each number before anything could change its labels.
    private List<String> remembered() {
        try {
            var field = MeterRegistry.class.getDeclaredField("preFilterIdToMeterMap");
            field.setAccessible(true);
            var ids = new ArrayList<String>();
            for (var registry : ((CompositeMeterRegistry) meters).getRegistries()) {
                ((Map<?, ?>) field.get(registry)).keySet().forEach(id -> ids.add(id.toString()));
            }
            ((Map<?, ?>) field.get(meters)).keySet().forEach(id -> ids.add(id.toString()));
            return ids;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Micrometer keeps its numbers otherwise", e);
        }
    }

    @Test
    void chunks_beyond_the_limit_are_a_problem() throws IOException {
        var chunk = "20000\r\n" + "x".repeat(0x20000) + "\r\n";
        var answer = call("POST /test/order?limit=1 HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20) + "0\r\n\r\n");
        isProblem(answer, 413);
    }

    /// Most clients read nothing before they have sent everything; a connection that is closed under them takes the
    /// answer with it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            REQUEST                                                                            | STATUS
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Length: 8000000~~                 | 413
            POST /api/v1/merchants HTTP/1.1~Host: h~Content-Length: 8000000~~                   | 413
            POST /api/v1/merchants HTTP/1.1~Host: h~Content-Length: 1900000~~                   | 401
            POST /webhooks/shopify/t HTTP/1.1~Host: h~Content-Length: 8000000~~                 | 413
            POST /test/nothing HTTP/1.1~Host: h~Content-Length: 1900000~~                       | 404
            POST /test/order?limit=1 HTTP/1.1~Host: h~Content-Type: x~Content-Length: 1900000~~ | 415
            POST /test/order?limit=1 HTTP/1.1~Content-Length: 1900000~~                         | 400
            POST /test/order HTTP/1.1~Host: h~Transfer-Encoding: chunked~~7A1200~               | 413
            POST /test/order?limit=1 HTTP/1.1~Host: h~Connection: close~Content-Length: 8000000~~ | 413
            POST /api/v1/merchants HTTP/1.1~Host: h~Connection: close~Content-Length: 1900000~~ | 401
            POST /test/nothing HTTP/1.1~Host: h~Connection: close~Content-Length: 1900000~~     | 404
            garbage~~                                                                           | 400
            """)
    void an_answer_reaches_those_who_send_everything_first(String request, int status) throws IOException {
        var length = java.util.regex.Pattern.compile("Content-Length: (\\d+)").matcher(request);
        var body = "x".repeat(length.find() ? Integer.parseInt(length.group(1)) : 8_000_000);
        for (int i = 0; i < 5; i++) {
            isProblem(call(request.strip().replace("~", "\r\n") + body), status);
        }
    }

    @Test
    void those_who_never_end_are_cut_off() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var request = "POST /test/order HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            isProblem(new String(socket.getInputStream().readAllBytes(), UTF_8), 413);
            await().pollDelay(Duration.ZERO)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> isRefused(socket.getOutputStream()));
        }
    }

    private static boolean isRefused(OutputStream sending) {
        try {
            sending.write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void chunks_within_the_limit_are_read() throws IOException {
        var answer = call(
                "POST /test/order?limit=1 HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"na\r\n9\r\nme\":\"tea\"\r\n1\r\n}\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"name\":\"tea\"");
    }

    @Test
    void a_merchant_is_refused_what_is_the_operators() {
        var answer = TestMerchant.create("Curious").calls().get("/q/metrics");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void strangers_make_no_labels_and_no_secret_becomes_one() throws IOException {
        for (int i = 0; i < 150; i++) {
            ask("GET /stranger-%d/x".formatted(i));
            ask("GET /api/v1/stranger-%d".formatted(i));
            ask("GET /webhooks/shopify/token-%d".formatted(i));
            ask("POST /webhooks/shopify/token-%d/more".formatted(i));
            ask("POST /test/things/%d".formatted(1_000_000 + i));
        }
        call("BREW1234 /test/open HTTP/1.1\r\nHost: h\r\n\r\n");
        given().get("/test/open").then().statusCode(200);
        var metrics = TestMerchant.asOperator()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(metrics)
                .contains("uri=\"/test/open\"")
                .doesNotContain("stranger-", "token-", "things/1", "BREW1234");
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                        .count())
                .isLessThan(100);
    }

    private static void ask(String line) throws IOException {
        assertThat(call(line + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .as(line)
                .startsWith("HTTP/1.1 ");
    }

    private static void isProblem(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.");
        assertThat(answer.substring(9, 12)).as(answer).isEqualTo(Integer.toString(status));
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("application/problem+json", "urn:stockrule:problem:")
                .doesNotContain("java", "stockrule.access", "exception", "jackson", "vertx", "netty", "quarkus", "sql");
    }

    /// Reads until the server has sent all that it says it will.
    private static String call(String request) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var answer = new StringBuilder();
            var bytes = new byte[8192];
            while (!isWhole(answer.toString())) {
                int read = socket.getInputStream().read(bytes);
                if (read < 0) {
                    break;
                }
                answer.append(new String(bytes, 0, read, UTF_8));
            }
            return answer.toString();
        }
    }

    private static boolean isWhole(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        var length =
                java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(answer);
        return end >= 0 && length.find() && answer.length() >= end + 4 + Integer.parseInt(length.group(1));
    }
}
