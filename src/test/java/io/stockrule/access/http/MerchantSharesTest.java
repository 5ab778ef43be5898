package io.stockrule.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stockrule.access.TestMerchant;
import io.stockrule.access.TestResource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MerchantSharesTest {
    @Test
    void one_merchants_slow_requests_leave_the_others_their_share() throws Exception {
        var greedy = TestMerchant.create("Greedy");
        var other = TestMerchant.create("Other");
        var end = new CountDownLatch(1);
        TestResource.slow = end;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 64)
                    .mapToObj(_ -> callers.submit(() -> greedy.calls().get("/test/slow")))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> calls.stream().filter(Future::isDone).count() == 64 - 8);
            for (var refused : calls.stream().filter(Future::isDone).toList()) {
                assertThat(refused.get().statusCode()).isEqualTo(429);
                assertThat(refused.get().contentType()).startsWith("application/problem+json");
                assertThat(refused.get().header("Retry-After")).isEqualTo("1");
                assertThat(refused.get().asString()).contains("urn:stockrule:problem:too-many-requests");
            }
            assertThat(other.calls().get("/test/merchant").statusCode()).isEqualTo(200);
            assertThat(greedy.calls().get("/test/merchant").statusCode()).isEqualTo(429);
            end.countDown();
            for (var call : calls) {
                assertThat(call.get().statusCode()).isIn(200, 429);
            }
            assertThat(calls.stream().filter(call -> status(call) == 200)).hasSize(8);
        }
        assertThat(greedy.calls().get("/test/merchant").statusCode()).isEqualTo(200);
    }

    @Test
    void a_burst_of_quick_requests_is_served() throws Exception {
        var merchant = TestMerchant.create("Quick");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 40)
                    .mapToObj(_ -> callers.submit(() -> merchant.calls().get("/test/merchant")))
                    .toList();
            for (var call : calls) {
                assertThat(call.get().statusCode()).isEqualTo(200);
            }
        }
    }

    private static int status(Future<Response> call) {
        return call.resultNow().statusCode();
    }
}
