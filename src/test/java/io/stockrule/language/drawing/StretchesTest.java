package io.stockrule.language.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Profile;
import io.stockrule.language.ProfileText;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.StockLine;
import io.stockrule.stock.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchesTest {
    private static final Profile ALL = ProfileText.of("");
    private static final Profile MOST = ProfileText.of("keep 1% in reserve");

    @Test
    void where_there_is_no_effort_left_to_look_some_levels_are_told_to_differ() {
        var effort = new Effort(10, 1_000);
        assertThat(stretches(effort)).containsExactly("-5..96 in part");
        assertThat(effort.wasEnough()).isFalse();
    }

    @Test
    void with_enough_each_level_is_looked_at() {
        var effort = new Effort(1_000, 1_000);
        assertThat(stretches(effort)).containsExactly("1..96");
        assertThat(effort.wasEnough()).isTrue();
    }

    /// From -6 to 96 with no point between, the one listing all, the other what is left of them.
    private static List<String> stretches(Effort effort) {
        var warehouses = KnownWarehouses.of(ALL);
        var line = StockLine.of(ALL, warehouses, warehouses.none(), 0, 1).orElseThrow();
        return Stretches.of(
                        ALL,
                        MOST,
                        line,
                        new long[] {-6, 96},
                        level -> new LevelOutcomes(
                                level, List.of(lists(level), lists(level - Math.ceilDiv(level, 100)))),
                        effort)
                .joined()
                .stream()
                .map(stretch -> stretch.levels().first().level() + ".."
                        + stretch.levels().last().level()
                        + (stretch.all() ? "" : " in part"))
                .toList();
    }

    private static Outcome lists(long units) {
        return new Outcome.Lists((int) Math.max(0, units));
    }
}
