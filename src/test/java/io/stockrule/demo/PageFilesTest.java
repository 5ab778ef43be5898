package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.listing.TestSeller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// How the files of the page come to a browser.
@QuarkusTest
class PageFilesTest {
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/static/[^\"]+\\.(?:js|css))\"");

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI page;

    @Test
    void the_files_of_the_page_come_compressed_to_who_reads_that() throws Exception {
        var files = FILE.matcher(new String(plain("/").body(), StandardCharsets.UTF_8))
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(files).anyMatch(it -> it.endsWith(".js")).anyMatch(it -> it.endsWith(".css"));
        for (var file : files) {
            var plain = plain(file);
            var small = compressed(file);
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(small.headers().allValues("Content-Encoding")).isEqualTo(List.of("gzip"));
            assertThat(small.body().length).isLessThan(plain.body().length / 2);
            assertThat(unpacked(small.body())).isEqualTo(plain.body());
            assertThat(small.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    @Test
    void what_the_api_answers_is_not_compressed() throws Exception {
        var answer = send(HttpRequest.newBuilder(page.resolve("/api/v1/listings"))
                .header(
                        "Authorization",
                        "Bearer " + TestSeller.create().merchant().key())
                .header("Accept-Encoding", "gzip"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).isNotEqualTo(Optional.of("gzip"));
    }

    /// Java's client asks for HTTP/2 by its first request, and got files without frames when that was granted.
    @Test
    void without_encryption_http_1_1_is_spoken_whatever_is_asked_for() throws Exception {
        assertThat(plain("/").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(send(HttpRequest.newBuilder(page.resolve("/api/v1/listings")))
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<byte[]> plain(String path) throws Exception {
        return send(HttpRequest.newBuilder(page.resolve(path)));
    }

    private HttpResponse<byte[]> compressed(String path) throws Exception {
        return send(HttpRequest.newBuilder(page.resolve(path)).header("Accept-Encoding", "gzip, br"));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (var input = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return input.readAllBytes();
        }
    }
}
