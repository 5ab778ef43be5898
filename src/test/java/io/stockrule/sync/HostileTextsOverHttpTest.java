package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.stockrule.HostileTexts;
import io.stockrule.access.TestMerchant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The same texts by every address that takes one: saved as text, saved as JSON, tried on facts.
@QuarkusTest
class HostileTextsOverHttpTest {
    @Test
    void nothing_that_is_sent_as_a_profile_is_ever_run() {
        var merchant = TestMerchant.create("Hostile");
        int saved = 0;
        int tried = 0;
        for (var text : HostileTexts.all()) {
            saved += isTaken(merchant.calls()
                    .contentType(ContentType.TEXT.withCharset("UTF-8"))
                    .body(text)
                    .put("/api/v1/profiles/H"));
            saved += isTaken(merchant.calls()
                    .contentType(ContentType.JSON)
                    .body(Map.of("text", text))
                    .put("/api/v1/profiles/H"));
            tried += isTaken(merchant.calls()
                    .contentType(ContentType.JSON)
                    .body(Map.of("text", text, "facts", Map.of("available", 12)))
                    .post("/api/v1/decide"));
        }
        assertThat(saved).isGreaterThan(100);
        assertThat(tried).isGreaterThan(100);
        assertThat(HostileTexts.hasRun()).isFalse();
    }

    /// Taken, or refused as the caller's mistake; never a failure of ours.
    private static int isTaken(Response response) {
        assertThat(response.statusCode()).isBetween(200, 499);
        return response.statusCode() < 300 ? 1 : 0;
    }
}
