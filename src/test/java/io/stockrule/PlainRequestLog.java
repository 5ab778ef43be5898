package io.stockrule;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;

/// What a `@QuarkusTest` asked and was answered is shown when it fails, as it went over the wire: all of it is kept
/// until the test has passed, and laying it out nicely would take longer than asking.
public final class PlainRequestLog implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.config = RestAssured.config.logConfig(
                LogConfig.logConfig().enablePrettyPrinting(false).enableLoggingOfRequestAndResponseIfValidationFails());
    }
}
