package io.stockrule.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.database.TestDatabase;
import io.stockrule.delivery.marketplace.Marketplace;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
class AmazonWiringTest {
    @Inject
    Marketplace marketplace;

    @Inject
    AmazonConfig config;

    @Test
    void the_marketplace_of_the_service_is_amazon() {
        assertThat(ClientProxy.unwrap(marketplace)).isInstanceOf(AmazonMarketplace.class);
    }

    @Test
    void the_service_tells_amazon_its_version() {
        assertThat(config.userAgent()).matches("Stockrule/\\d+\\.\\d+\\.\\d+\\S* \\(Language=Java\\)");
    }
}
