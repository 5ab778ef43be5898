package io.stockrule.shopify;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets the service under test reach a fake Shopify, and the test too.
public final class FakeShopifyResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable FakeShopify shopify;

    @Override
    public Map<String, String> start() {
        shopify = new FakeShopify();
        return Map.of("stockrule.shopify.endpoint", shopify.endpoint(), "stockrule.shopify.reread-poll", "100ms");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(Objects.requireNonNull(shopify), new TestInjector.MatchesType(FakeShopify.class));
    }

    @Override
    public void stop() {
        Objects.requireNonNull(shopify).close();
    }
}
