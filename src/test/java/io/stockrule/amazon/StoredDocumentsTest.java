package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.stockrule.amazon.StoredDocuments.Fetched;
import io.stockrule.amazon.StoredDocuments.Limits;
import io.stockrule.simulator.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents at presigned addresses, fetched from and put into the simulated storage.
class StoredDocumentsTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Limits LIMITS = new Limits(1_000, 2_000);
    private static final String JSON = "application/json; charset=UTF-8";

    @TempDir
    Path data;

    private World world;
    private final HttpCalls http = new HttpCalls(Duration.ofSeconds(5));
    private StoredDocuments documents;

    @BeforeEach
    void start() {
        world = World.on(data);
        documents = documents("http://127.0.0.1:1/amazon");
    }

    private StoredDocuments documents(String endpoint) {
        var settings = Map.of("stockrule.amazon.endpoint", endpoint);
        return new StoredDocuments(http, RecordingAmazon.config(settings, AmazonConfig.class));
    }

    @AfterEach
    void stop() {
        http.close();
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&packed=true"})
    void a_document_is_fetched_unpacked_and_leaves_no_file(String packed) throws IOException {
        var document = got(kept("seller-sku\tquantity\n", "text/plain", packed), !packed.isEmpty());

        assertThat(text(document)).isEqualTo("seller-sku\tquantity\n");
        document.close();
        assertThat(document.file()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            CONTENT TYPE                        | CHARSET
            text/plain; charset=windows-1252    | windows-1252
            text/plain;charset="Shift_JIS"      | Shift_JIS
            text/plain; CHARSET=utf-8; x=y      | UTF-8
            text/plain                          |
            text/plain; charset=klingon-8       |
            text/plain; charset=??              |
            """)
    void the_encoding_is_that_of_the_download(String type, Charset charset) {
        try (var document = got(kept("x", type, ""), false)) {
            assertThat(document.charset()).isEqualTo(Optional.ofNullable(charset));
        }
    }

    @Test
    void an_address_is_good_for_five_minutes() {
        var address = kept("x", "text/plain", "");
        world.clock.pass(Duration.ofMinutes(5));
        got(address, false).close();
        world.clock.pass(Duration.ofMillis(1));

        assertThat(fetch(address, false)).isEqualTo(new Fetched.Refused("the document cannot be had (status 403)"));
    }

    @Test
    void more_than_may_be_fetched_is_a_failure_and_leaves_no_file() throws IOException {
        long before = parts();
        assertThat(fetch(kept("x".repeat(1_001), "text/plain", ""), false)).isInstanceOf(Fetched.Failed.class);
        assertThat(parts()).isEqualTo(before);
    }

    @Test
    void a_small_document_that_unpacks_to_much_is_not_read_to_its_end() {
        try (var document = got(kept("x".repeat(2_001), "text/plain", "&packed=true"), true)) {
            assertThatThrownBy(() -> text(document))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("2,000");
        }
    }

    @Test
    void one_that_breaks_off_never_looks_whole() {
        fault("document", "CLOSE");
        assertThat(fetch(kept("a\nb\nc\n", "text/plain", ""), false)).isInstanceOf(Fetched.Failed.class);
        fault("document", "VANISH");
        try (var document = got(kept("a\nb\nc\n", "text/plain", "&packed=true"), true)) {
            assertThatThrownBy(() -> text(document)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_storage_that_is_overloaded_is_asked_again_later() {
        fault("document", "OVERLOADED");

        assertThat(fetch(kept("x", "text/plain", ""), false))
                .isEqualTo(new Fetched.Failed("the document cannot be had at the moment (status 503)"));
    }

    @Test
    void what_is_put_is_there() {
        var reply = world.control("POST", "/amazon/documents?upload=true&contentType=" + encoded(JSON), "");
        var put = documents.put(reply.body().path("url").asText(), "{}".getBytes(UTF_8), JSON, Deadline.in(PLENTY));

        assertThat(((Answer.Answered) put).status()).isEqualTo(200);
        assertThat(data.resolve("documents")
                        .resolve(reply.body().path("document").asText()))
                .hasContent("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;charset=UTF-8", "application/json"})
    void another_content_type_than_declared_is_refused(String other) {
        var reply = world.control("POST", "/amazon/documents?upload=true&contentType=" + encoded(JSON), "");
        var put = documents.put(reply.body().path("url").asText(), "{}".getBytes(UTF_8), other, Deadline.in(PLENTY));

        assertThat(((Answer.Answered) put).status()).isEqualTo(403);
    }

    @Test
    void an_address_for_putting_is_none_for_fetching() {
        var reply = world.control("POST", "/amazon/documents?upload=true&contentType=" + encoded(JSON), "");

        assertThat(fetch(reply.body().path("url").asText(), false)).isInstanceOf(Fetched.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://a/b", "//a/b", "http:a", "http:///b", "http://a b", ""})
    void only_addresses_of_the_web_are_used(String address) {
        assertThat(fetch(address, false)).isInstanceOf(Fetched.Refused.class);
        assertThat(documents.put(address, new byte[0], JSON, Deadline.in(PLENTY)))
                .isInstanceOf(Answer.NotSent.class);
    }

    @Test
    void what_is_encrypted_otherwise_is_not_fetched_unencrypted() {
        var strict = documents("https://sellingpartnerapi-eu.amazon.com");

        assertThat(strict.fetch(kept("x", "text/plain", ""), false, LIMITS, Deadline.in(PLENTY)))
                .isInstanceOf(Fetched.Refused.class);
    }

    /// The storage refuses what carries an access token.
    @Test
    void nothing_of_the_selling_partner_api_goes_to_the_storage() throws IOException {
        var asked = new ConcurrentLinkedQueue<Set<String>>();
        var storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        storage.start();
        try {
            var address = "http://127.0.0.1:%d/d".formatted(storage.getAddress().getPort());
            got(address, false).close();
            documents.put(address, new byte[] {1}, JSON, Deadline.in(PLENTY));
        } finally {
            storage.stop(0);
        }
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(names -> assertThat(names)
                        .isSubsetOf(
                                "Connection",
                                "Host",
                                "User-agent",
                                "Content-type",
                                "Content-length",
                                "Http2-settings",
                                "Upgrade"));
    }

    private String kept(String content, String type, String packed) {
        return world.control("POST", "/amazon/documents?contentType=" + encoded(type) + packed, content)
                .body()
                .path("url")
                .asText();
    }

    private Fetched fetch(String address, boolean packed) {
        return documents.fetch(address, packed, LIMITS, Deadline.in(PLENTY));
    }

    private StoredDocument got(String address, boolean packed) {
        return ((Fetched.Got) fetch(address, packed)).document();
    }

    private static String text(StoredDocument document) throws IOException {
        try (var in = document.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void fault(String operation, String kind) {
        world.control(
                "POST", "/faults", "{\"operation\":\"%s\",\"kind\":\"%s\",\"times\":1}".formatted(operation, kind));
    }

    private static long parts() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
