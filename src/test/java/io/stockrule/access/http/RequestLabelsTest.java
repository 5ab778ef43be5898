package io.stockrule.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.stockrule.access.TestMerchant;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

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
    void the_framework_looks_for_no_names_of_calls() {
        TestMerchant.create("Named").calls().get("/test/merchant").then().statusCode(200);
        given().get("/test/merchant").then().statusCode(401);
        assertThat(names.found).contains("/test/merchant null").allMatch(it -> it.endsWith(" null"));
    }
}
