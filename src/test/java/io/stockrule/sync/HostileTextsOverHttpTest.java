package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.stockrule.HostileTexts;
import io.stockrule.access.TestMerchant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The same texts by every address that takes one: saved as text, saved as JSON, tried on facts.
@QuarkusTest
class HostileTextsOverHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private TestMerchant merchant;

    @Test
    void nothing_that_is_sent_as_a_profile_is_ever_run() throws Exception {
        merchant = TestMerchant.create("Hostile");
        int saved = 0;
        int tried = 0;
        for (var text : HostileTexts.all()) {
            saved += taken("PUT", "/api/v1/profiles/H", "text/plain;charset=UTF-8", text);
            saved += taken("PUT", "/api/v1/profiles/H", "application/json", json(Map.of("text", text)));
            tried += taken(
                    "POST",
                    "/api/v1/decide",
                    "application/json",
                    json(Map.of("text", text, "facts", Map.of("available", 12))));
        }
        assertThat(saved).isGreaterThan(100);
        assertThat(tried).isGreaterThan(100);
        assertThat(HostileTexts.hasRun()).isFalse();
    }

    /// Taken, or refused as the caller's mistake; never a failure of ours.
    ///
    /// @return 1 if it was taken
    private int taken(String method, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + merchant.key())
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        assertThat(status).as(body).isBetween(200, 499);
        return status < 300 ? 1 : 0;
    }

    private static String json(Map<String, Object> body) throws JsonProcessingException {
        return JSON.writeValueAsString(body);
    }
}
