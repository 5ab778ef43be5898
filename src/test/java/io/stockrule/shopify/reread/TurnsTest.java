package io.stockrule.shopify.reread;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.shopify.ShopKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final ShopKey ONLY_ONE = new ShopKey(2, 1);

    private final Turns turns = new Turns();
    private final List<ShopKey> thousand = LongStream.rangeClosed(1, 1_000)
            .mapToObj(shop -> new ShopKey(1, shop))
            .toList();

    @Test
    void the_single_shop_of_one_merchant_comes_before_the_second_of_another() {
        var waiting = new ArrayList<>(thousand);
        waiting.add(ONLY_ONE);
        assertThat(turns.order(waiting, Set.of()).indexOf(ONLY_ONE)).isLessThan(2);
    }

    @Test
    void whoever_has_shops_at_work_comes_later() {
        var waiting = new ArrayList<>(thousand);
        waiting.add(ONLY_ONE);
        assertThat(turns.order(waiting, thousand.subList(0, 16))).first().isEqualTo(ONLY_ONE);
    }

    @Test
    void with_one_place_merchants_take_turns() {
        var waiting = new ArrayList<>(thousand);
        waiting.add(ONLY_ONE);
        var merchants = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            var next = turns.order(waiting, Set.of()).getFirst();
            turns.begins(next);
            merchants.add(next.merchantId());
        }
        assertThat(merchants).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void a_shop_at_work_has_no_second_turn() {
        assertThat(turns.order(List.of(ONLY_ONE), Set.of(ONLY_ONE))).isEmpty();
    }
}
