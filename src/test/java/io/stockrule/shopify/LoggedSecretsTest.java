package io.stockrule.shopify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.access.TestMerchant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The log of a service of which everything that can be logged is.
@QuarkusTest
@TestProfile(LoggedSecretsTest.Talkative.class)
class LoggedSecretsTest {
    public static class Talkative implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.log.level", "DEBUG",
                    "quarkus.log.console.level", "WARN",
                    "quarkus.log.console.json.enabled", "true",
                    "quarkus.http.access-log.enabled", "true",
                    "quarkus.http.access-log.pattern", "long");
        }
    }

    /// The tests' own client, and what serves files in tests and while one develops.
    private static final List<String> OF_TESTS_ONLY =
            List.of("org.apache.http.", "io.quarkus.vertx.http.runtime.handlers.DevStaticHandler");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler everything = new Handler() {
        private final ConsoleHandler console = console();

        @Override
        public void publish(LogRecord logged) {
            if (OF_TESTS_ONLY.stream().noneMatch(String.valueOf(logged.getLoggerName())::startsWith)) {
                lines.add(console.getFormatter().format(logged));
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private static ConsoleHandler console() {
        return Stream.of(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .map(ConsoleHandler.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(everything);
    }

    @AfterEach
    void endListening() {
        Logger.getLogger("").removeHandler(everything);
    }

    @Test
    void no_key_no_address_of_a_webhook_and_no_customer_is_logged_and_each_line_is_json() {
        var shop = TestShop.create();
        var body = "{\"id\":1}";
        shop.post(shop.delivery("products/update", body)).then().statusCode(204);
        shop.post(shop.delivery("products/update", body).header("X-Shopify-Hmac-Sha256", "forged"))
                .then()
                .statusCode(401);
        var customer = "{\"shop_id\":1,\"shop_domain\":\"%s\",\"customer\":{\"email\":\"john@example.com\"}}";
        shop.send("customers/redact", customer.formatted(shop.domain())).statusCode(204);
        shop.send("customers/redact", customer.formatted("other.myshopify.com")).statusCode(204);
        given().get(shop.webhookPath()).then().statusCode(405);
        given().post(shop.webhookPath() + "/more").then().statusCode(404);
        given().post("/" + shop.webhookPath());
        given().post(shop.webhookPath() + "?again=1");
        given().get(Shop.AUTHORIZED + "?code=shhh-code&hmac=00&shop=a.myshopify.com&state=shhh-state&timestamp=1");
        given().get(Shop.AUTHORIZED + "?code=shhh-code&code=shhh-code&state=shhh-state");
        given().post(Shop.AUTHORIZED + "?code=shhh-code&state=shhh-state");
        given().header("X-Long", "a".repeat(20_000))
                .post(shop.webhookPath())
                .then()
                .statusCode(431);
        for (var address : List.of("/api/v1/listings", "/api/v1/nothing", "/q/metrics", "/nothing")) {
            shop.merchant().calls().get(address);
            TestMerchant.asOperator().get(address);
        }
        var token = shop.webhookPath().substring(shop.webhookPath().lastIndexOf('/') + 1);
        assertThat(lines).hasSizeGreaterThan(20).anyMatch(line -> line.contains("/api/v1/listings"));
        assertThat(lines).noneMatch(line -> line.contains(token));
        assertThat(lines).noneMatch(line -> line.contains("shhh-code") || line.contains("shhh-state"));
        assertThat(lines).noneMatch(line -> line.contains("john@example.com"));
        assertThat(lines).noneMatch(line -> line.contains(shop.merchant().key()));
        assertThat(lines).noneMatch(line -> line.replace("Bearer <hidden>", "").contains("Bearer "));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.strip()).as("an object a line").doesNotContain("\n");
            var logged = parsed(line);
            assertThat(OffsetDateTime.parse(logged.path("timestamp").asText())).isNotNull();
            assertThat(logged.path("level").asText()).isNotEmpty();
            assertThat(logged.has("message")).isTrue();
        });
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
