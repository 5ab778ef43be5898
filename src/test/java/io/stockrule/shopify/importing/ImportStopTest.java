package io.stockrule.shopify.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.SimulatedShop;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A stop while Shopify wants a long pause. It ends the worker for good, so this is all that its application does.
@QuarkusTest
@TestProfile(ImportStopTest.Importing.class)
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class ImportStopTest {
    public static class Importing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "stockrule.shopify.imports-enabled", "true",
                    "stockrule.shopify.import-poll", "100ms",
                    "stockrule.shopify.import-lease", "10m");
        }
    }

    private static final String A_LONG_PAUSE = """
            {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
             "extensions":{"cost":{"requestedQueryCost":600,"throttleStatus":
              {"maximumAvailable":1000.0,"currentlyAvailable":0,"restoreRate":1.0}}}}""";

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    ImportWorker worker;

    @Inject
    ImportQueue queue;

    @Test
    void another_replica_goes_on_at_once() throws InterruptedException {
        var shop = SimulatedShop.create(shopify);
        // Others ask this shop, too, such as those who look whether it sends its webhooks, and may come first.
        shop.wire().next.addAll(Collections.nCopies(20, new FakeShopify.Answer(200, A_LONG_PAUSE)));
        shop.start().statusCode(202);
        await().until(() -> shop.latest().problem() != null);

        worker.stop();

        assertThat(queue.claim())
                .hasValueSatisfying(
                        claim -> assertThat(claim.shop()).isEqualTo(shop.shop().key()));
    }
}
