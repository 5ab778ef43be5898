package io.stockrule.shopify.reread;

import static io.stockrule.shopify.TestShop.BERLIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.stockrule.access.TestMerchant;
import io.stockrule.shopify.FakeShopify;
import io.stockrule.shopify.FakeShopifyResource;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.TestShop;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stops while Shopify owes an answer. The application's own worker is stopped first: others take its place.
@QuarkusTest
@Timeout(120)
@TestProfile(RereadStopTest.OfItsOwn.class)
@WithTestResource(value = FakeShopifyResource.class, scope = TestResourceScope.GLOBAL)
class RereadStopTest {
    public static class OfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("stockrule.shopify.reread-lease", "10m");
        }
    }

    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final long ITEM = 1;

    @SuppressWarnings("NullAway.Init") // by FakeShopifyResource
    FakeShopify shopify;

    @Inject
    RereadWorker ofTheApplication;

    @Inject
    ShopLogins shops;

    @Inject
    Reread reread;

    @Inject
    ShopifyConfig config;

    @Inject
    Jdbi database;

    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    private TestShop shopThatAnswersLate() {
        var domain = "late-%d.myshopify.com".formatted(SHOPS.incrementAndGet());
        var shop = TestShop.of(TestMerchant.create("Candle Shop"), domain).withWarehouses();
        var fake = shopify.shop(domain).level(ITEM, BERLIN, 10, "2026-11-22T10:00:00Z");
        fake.meanwhile = () -> {
            asked.countDown();
            pass(answer);
        };
        return shop;
    }

    private RereadWorker worker() throws InterruptedException {
        ofTheApplication.stop();
        var worker = new RereadWorker(shops, reread, config);
        worker.start(new StartupEvent());
        return worker;
    }

    @Test
    void an_answer_that_comes_soon_is_waited_for() throws Exception {
        var worker = worker();
        var shop = shopThatAnswersLate();
        shop.withItems(ITEM);
        pass(asked);
        var stop = new FutureTask<>(() -> {
            worker.stop();
            return true;
        });
        Thread.startVirtualThread(stop);
        answer.countDown();
        stop.get();
        assertThat(items(shop, "due_at is null and lease_until is null")).isEqualTo(1);
    }

    @Test
    void what_is_not_answered_soon_is_given_back_and_asked_by_the_next_one() throws Exception {
        var worker = worker();
        var shop = shopThatAnswersLate();
        shop.withItems(ITEM);
        pass(asked);

        worker.stop();

        assertThat(items(shop, "due_at is not null and lease_until is null")).isEqualTo(1);
        worker();
        await().untilAsserted(() -> assertThat(items(shop, "due_at is null and lease_until is null"))
                .isEqualTo(1));
        answer.countDown();
    }

    private long items(TestShop shop, String condition) {
        return database.withHandle(handle -> handle.select(
                        "select count(*) from inventory_item where shop_id = ? and " + condition, shop.id())
                .mapTo(Long.class)
                .one());
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
