package io.stockrule.shopify.webhook;

import static io.stockrule.shopify.webhook.Keeping.NEW;
import static io.stockrule.shopify.webhook.Keeping.REPEATED;
import static io.stockrule.shopify.webhook.Keeping.SHOP_GONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.TestShop;
import io.stockrule.work.Patience;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Webhooks of several shops that come at once.
@QuarkusTest
class WebhookRowsTest {
    private static final Patience SOME = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(3));

    @Inject
    WebhookRows rows;

    @Inject
    RawDeliveries raw;

    @Inject
    Jdbi database;

    @Test
    void each_is_told_whether_it_is_new() {
        var one = TestShop.create();
        var other = TestShop.create();
        var gone = new ShopKey(one.key().merchantId(), -1);
        var batch = List.of(
                webhook(one.key(), "a", "{\"id\":1}"),
                webhook(one.key(), "a", "{\"id\":1}"),
                webhook(one.key(), "a", "{\"id\":2}"),
                webhook(gone, "b", "{\"id\":3}"),
                webhook(one.key(), "", "{\"id\":4}"),
                webhook(one.key(), "", "{\"id\":4}"),
                webhook(other.key(), "a", "{\"id\":1}"));
        assertThat(take(batch)).containsExactly(NEW, REPEATED, NEW, SHOP_GONE, NEW, NEW, NEW);
        assertThat(take(batch)).containsExactly(REPEATED, REPEATED, REPEATED, SHOP_GONE, NEW, NEW, REPEATED);
        assertThat(bodies(one.key()))
                .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":4}", "{\"id\":4}", "{\"id\":4}", "{\"id\":4}");
        assertThat(bodies(other.key())).containsExactly("{\"id\":1}");
        assertThat(bodies(gone)).isEmpty();
    }

    @Test
    void what_is_not_kept_is_noted_all_the_same() {
        var shop = TestShop.create();
        var customer = List.of(webhook(shop.key(), "customers/redact", "a", "{\"customer\":{\"id\":1}}"));
        assertThat(take(customer)).containsExactly(NEW);
        assertThat(take(customer)).containsExactly(REPEATED);
        assertThat(bodies(shop.key())).isEmpty();
    }

    /// Few webhooks come at once as a rule, and a plan for so few takes longer than what it is for.
    @Test
    void statements_of_their_transaction_are_planned_once_and_those_of_others_as_ever() {
        var shop = TestShop.create();
        assertThat(QuarkusTransaction.requiringNew().call(() -> {
                    rows.take(List.of(webhook(shop.key(), "a", "{\"id\":1}")), SOME);
                    return planning();
                }))
                .isEqualTo("force_generic_plan");
        assertThat(QuarkusTransaction.requiringNew().call(this::planning)).isEqualTo("auto");
    }

    private String planning() {
        return database.withHandle(handle -> handle.createQuery("select current_setting('plan_cache_mode')")
                .mapTo(String.class)
                .one());
    }

    private List<Keeping> take(List<ReceivedWebhook> batch) {
        return QuarkusTransaction.requiringNew().call(() -> rows.take(batch, SOME));
    }

    private List<String> bodies(ShopKey shop) {
        return raw.list(shop, 0, 100).stream()
                .map(entry -> new String(raw.body(shop, entry.id()).orElseThrow(), UTF_8))
                .toList();
    }

    private static ReceivedWebhook webhook(ShopKey shop, String id, String body) {
        return webhook(shop, "products/update", id, body);
    }

    private static ReceivedWebhook webhook(ShopKey shop, String topic, String id, String body) {
        return ReceivedWebhook.of(
                shop, "any.myshopify.com", new ReceivedWebhook.Heading(topic, id, ""), body.getBytes(UTF_8), true);
    }
}
