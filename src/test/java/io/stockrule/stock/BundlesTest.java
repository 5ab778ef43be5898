package io.stockrule.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BundlesTest {
    @Test
    void what_is_held_of_the_parts_makes_bundles_too() {
        var fig = new PartStock("FIG", 1, true, List.of(holding("Berlin", 4, 9, 5, 6)));
        var cedar = new PartStock("CEDAR", 2, true, List.of(holding("Berlin", 7, 15, 8, 3)));
        assertThat(bundle(fig, cedar).stock()).containsExactly(holding("Berlin", 3, 7, 4, 1));
    }

    @Test
    void one_part_of_which_it_is_not_known_makes_it_unknown() {
        var fig = new PartStock("FIG", 1, true, List.of(holding("Berlin", 4, 9, 5, 6)));
        var cedar = new PartStock("CEDAR", 2, true, List.of(new WarehouseStock("Berlin", OptionalLong.of(7), true)));
        assertThat(bundle(fig, cedar).stock()).containsExactly(new WarehouseStock("Berlin", OptionalLong.of(3), true));
    }

    @Test
    void what_is_counted_instead_is_that_of_the_parts_together() {
        var fig = new PartStock("FIG", 1, true, List.of(holding("Berlin", 0, 10, 10, 0)));
        var cedar = new PartStock("CEDAR", 1, true, List.of(holding("Berlin", 0, 0, 0, 10)));
        var counted = bundle(fig, cedar)
                .withLevels(level -> level.withAvailable(OptionalLong.of(
                        level.onHand().orElseThrow() + level.incoming().orElseThrow())));
        assertThat(counted.stock().getFirst().available()).hasValue(10);
    }

    @Test
    void nothing_is_left_of_what_nobody_asks_for() {
        var fig = new PartStock("FIG", 1, true, List.of(holding("Berlin", 4, 9, 5, 6)));
        var plain = bundle(fig).withoutHoldings();
        assertThat(plain.stock()).containsExactly(new WarehouseStock("Berlin", OptionalLong.of(4), true));
        assertThat(plain.parts().getFirst().stock()).isEqualTo(plain.stock());
    }

    private static VariantFacts bundle(PartStock... parts) {
        var variant = new VariantFacts("", "", "", "", List.of(), "", List.of(), true, false, List.of());
        return Bundles.of(variant, List.of(parts));
    }

    private static WarehouseStock holding(
            String warehouse, long available, long onHand, long committed, long incoming) {
        return new WarehouseStock(
                warehouse,
                OptionalLong.of(available),
                true,
                OptionalLong.of(onHand),
                OptionalLong.of(committed),
                OptionalLong.of(incoming));
    }
}
