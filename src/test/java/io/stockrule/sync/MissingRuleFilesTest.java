package io.stockrule.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.access.TestMerchant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RuleChangesTest.OwnRules.class)
class MissingRuleFilesTest {
    private static final String CHECK = "checks.find { it.name == 'included rule files' }";

    @ConfigProperty(name = "stockrule.rules.folder")
    Path folder;

    @Test
    void health_is_down_while_a_file_is_gone_and_names_it_and_the_profiles_that_include_it() throws IOException {
        var file = folder.resolve("included/passing.drl");
        Files.writeString(file, """
                package rules;
                import io.stockrule.rules.Listing;
                rule "r" when $listing : Listing() then $listing.listAtMost(3); end
                """);
        var merchant = TestMerchant.create("Includes a file that goes");
        eventually(() -> merchant.calls()
                .contentType("text/plain")
                .body("profile \"Capped\"\ninclude rules \"passing\"")
                .put("/api/v1/profiles/Capped")
                .then()
                .statusCode(201));
        assertThat(told()).doesNotContainKey("passing");

        Files.delete(file);
        eventually(() -> {
            assertThat(String.valueOf(told().get("passing")))
                    .startsWith("is gone; put it back into the folder, or take it out of \"Capped\" of merchant ");
            given().get("/q/health/well").then().statusCode(503).body(CHECK + ".status", equalTo("DOWN"));
        });

        Files.writeString(file, """
                package rules;
                import io.stockrule.rules.Listing;
                rule "r" when $listing : Listing() then $listing.listAtMost(4); end
                """);
        eventually(() -> assertThat(told()).doesNotContainKey("passing"));
        given().get("/q/health/well").then().body(CHECK + ".status", equalTo("UP"));
    }

    private static Map<String, Object> told() {
        return given().get("/q/health/well").then().extract().jsonPath().getMap(CHECK + ".data");
    }

    /// Compiling takes seconds on a busy machine.
    private static void eventually(ThrowingRunnable holds) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(holds);
    }
}
