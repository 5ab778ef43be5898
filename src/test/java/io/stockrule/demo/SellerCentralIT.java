package io.stockrule.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a seller does at Amazon by hand, of which nobody sends a message.
class SellerCentralIT {
    private static World world;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        world = new World(Map.of("STOCKRULE_DELIVERY_LOOK_EVERY", "2s"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_number_that_was_raised_is_set_right() {
        var list = world.listUnder("raised", "quantity product value");
        world.sell(list, "MUG-1", Map.of("Berlin", 5));
        world.awaitShown("MUG-1", 5);
        world.awaitStatus("MUG-1", "Linked");
        world.edit("MUG-1", 500);
        world.awaitShown("MUG-1", 5);
        world.awaitStatus("MUG-1", "Linked");
        assertThat(world.sent("MUG-1")).containsExactly(5, 5);
    }

    @Test
    void what_was_sold_meanwhile_is_left_as_amazon_shows_it() {
        var list = world.listUnder("sold", "quantity product value");
        world.sell(list, "LAMP-1", Map.of("Berlin", 5));
        world.awaitShown("LAMP-1", 5);
        world.awaitStatus("LAMP-1", "Linked");
        world.order("LAMP-1", 2);
        await().atMost(World.PATIENCE)
                .until(() -> world.listing("LAMP-1").path("shown").asInt() == 3);
        assertThat(world.sent("LAMP-1")).containsExactly(5);
    }

    @Test
    void an_offer_that_was_handed_to_amazon_is_noticed_and_not_sent_anything() {
        var list = world.listUnder("handed", "quantity product value");
        world.sell(list, "SOCKS-1", Map.of("Berlin", 5));
        world.awaitShown("SOCKS-1", 5);
        world.awaitStatus("SOCKS-1", "Linked");
        world.offer("SOCKS-1", "AMAZON_EU", 0);
        world.awaitStatus("SOCKS-1", "Linking Error");
        world.stock("SOCKS-1", "Berlin", 8);
        world.stock("SOCKS-1", "Berlin", 0);
        assertThat(world.listing("SOCKS-1").path("reason").asText()).contains("FBA");
        assertThat(world.sent("SOCKS-1")).containsExactly(5);
    }
}
