package io.stockrule.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OrderScene.Profile.class)
class SubtractedOrdersTest extends OrderScene {
    @Test
    void nothing_is_read_or_subtracted_until_an_account_wants_it() {
        offer(1, "MUG");
        assertThat(wanted("MUG")).isEqualTo(10);
        order("MUG", 3);
        readings.plan();
        assertThat(readings.ready()).doesNotContain(seller.key());
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(account().path("subtractOrders").asBoolean()).isFalse();
    }

    @Test
    void units_that_are_ordered_are_subtracted_sent_and_explained_until_shopify_shows_them() {
        long listing = offer(1, "MUG");
        switchOn();
        deliver();
        assertThat(shown("MUG")).isEqualTo(10);
        var order = order("MUG", 3);
        assertThat(shown("MUG")).as("as Amazon does by itself").isEqualTo(7);
        read();
        deliver();

        assertThat(shown("MUG")).isEqualTo(7);
        var last = explanation(listing).at("/sent/0");
        assertThat(last.path("quantity").asInt()).isEqualTo(7);
        var step = last.at("/because/trace");
        assertThat(step.get(step.size() - 1).path("sentence").asText())
                .isEqualTo("− 3 units ordered on Amazon that Shopify does not know yet (order %s)".formatted(order));
        assertThat(step.get(step.size() - 1).path("before").asInt()).isEqualTo(10);

        shopifyHas(1, 7);
        assertThat(wanted("MUG")).isEqualTo(7);
        assertThat(ends(order)).containsExactly("REFLECTED");
        shopifyHas(1, 12);
        deliver();
        assertThat(shown("MUG")).isEqualTo(12);
    }

    @Test
    void an_order_that_is_cancelled_counts_no_more() {
        offer(1, "MUG");
        switchOn();
        var order = order("MUG", 3);
        read();
        assertThat(wanted("MUG")).isEqualTo(7);
        change(order, Map.of("status", "CANCELLED"));
        read();
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(ends(order)).containsExactly("CANCELLED");
    }

    @Test
    void an_order_that_shopify_never_shows_counts_for_a_day() {
        offer(1, "MUG");
        switchOn();
        var order = order("MUG", 3);
        read();
        time.advance(Duration.ofHours(23));
        readings.tidy();
        assertThat(wanted("MUG")).isEqualTo(7);
        time.advance(Duration.ofHours(1));
        readings.tidy();
        assertThat(wanted("MUG")).isEqualTo(10);
        assertThat(ends(order)).containsExactly("EXPIRED");
    }
}
