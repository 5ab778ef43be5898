package io.stockrule.access.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.restassured.RestAssured;
import io.stockrule.access.TestMerchant;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestLabelsTest {
    @Inject
    @SuppressWarnings("NullAway.Init")
    Names names;

    /// What the framework names the calls.
    @Singleton
    static class Names {
        private final Queue<String> found = new ConcurrentLinkedQueue<>();

        void listen(@Observes Filters filters) {
            filters.register(
                    call -> {
                        String name = ((HttpServerRequestInternal) call.request())
                                .context()
                                .getLocal("UrlPathTemplate");
                        found.add(call.request().path() + " " + name);
                        call.next();
                    },
                    SecurityHandlerPriorities.AUTHORIZATION);
        }
    }

    /// With each call it would make a map of all addresses anew.
    @Test
    void the_framework_looks_for_no_names_of_calls_that_are_let_in() {
        TestMerchant.create("Named").calls().get("/test/merchant").then().statusCode(200);
        given().get("/test/merchant").then().statusCode(401);
        assertThat(names.found).contains("/test/merchant null").allMatch(it -> it.endsWith(" null"));
    }

    /// Whether that is found before the call comes to its resource (`/api`) or by the resource.
    @ParameterizedTest
    @ValueSource(strings = {"/test/merchant", "/api/v1/listings"})
    void who_is_refused_is_answered_once_and_may_go_on_asking(String path) throws IOException {
        var refused = "GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer wrong\r\n".formatted(path);
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var calls = (refused + "\r\n").repeat(2) + refused + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(calls.getBytes(US_ASCII));
            var answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers.split("HTTP/1.1 401", -1)).as(answers).hasSize(4);
        }
    }
}
