package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StockLinesTest {
    @Test
    void one_warehouse_fills_alone() {
        var lines = lines("keep 3 in reserve");
        assertThat(lines.of(List.of())).singleElement().satisfies(line -> {
            assertThat(line.others().known()).isZero();
            assertThat(line.filling()).isEmpty();
        });
        assertThat(lines.complete()).isTrue();
    }

    @Test
    void while_one_fills_the_other_stays_at_each_level_that_the_text_names() {
        var statements = "keep 40 in reserve at \"Berlin\"\nquantity not more than 9";
        assertThat(levels(statements, "Berlin")).contains(-1L, 0L, 1L, 39L, 40L, 41L, 2_000_000L);
        assertThat(levels(statements, "Berlin")).as("where 9 are sellable").contains(48L, 49L, 50L);
        assertThat(levels(statements, "")).contains(-1L, 0L, 1L, 9L, 2_000_000L).doesNotContain(39L);
        var lines = lines(statements);
        assertThat(lines.of(List.of()))
                .as("one may be unknown while the other fills")
                .anyMatch(line -> line.others().known() == 0 && line.filling().equals("Berlin"))
                .anyMatch(line -> line.others().known() == 0 && line.filling().isEmpty());
        assertThat(lines.complete()).isTrue();
    }

    @Test
    void what_is_enough_at_the_first_and_what_a_condition_names_are_levels_too() {
        assertThat(levels("use the first of \"Berlin\", \"Wien\" with at least 30", "Berlin"))
                .contains(29L, 30L, 31L);
        var statements = "when available at \"Berlin\" is 70 then stop";
        var condition = ProfileText.of(statements).exceptions().getFirst().condition();
        assertThat(levels(statements, List.of(new ListingCase.Exception(0, condition)), "Berlin"))
                .contains(69L, 70L, 71L);
        assertThat(levels(statements, "Berlin"))
                .as("for listings to which the exception does not apply")
                .doesNotContain(70L);
    }

    @Test
    void of_too_many_some_are_drawn_from_all() {
        var reserves = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            reserves.append("keep %d in reserve at \"W%d\"\n".formatted(100 * (i + 1), i));
        }
        var lines = lines(reserves.toString());
        var drawn = lines.of(List.of());
        assertThat(lines.complete()).isFalse();
        assertThat(drawn).hasSizeBetween(3_000, 4_000);
        assertThat(drawn.stream().map(StockLine::filling).distinct()).hasSize(9);
        assertThat(levels(drawn, names().indexOf("W7"), "W7")).contains(-1L, 0L, 1L, 799L, 800L, 801L, 2_000_000L);
        assertThat(drawn)
                .allSatisfy(line -> assertThat(line.others().units().get(names().indexOf(line.filling())))
                        .isEmpty());
        // Not in search of what is missing, which compares each with each.
        assertThat(lines(reserves.toString()).of(List.of()).stream()
                        .map(StockLine::others)
                        .toList())
                .as("the same each time")
                .isEqualTo(drawn.stream().map(StockLine::others).toList());
    }

    private static List<String> names() {
        return List.of("", "W0", "W1", "W2", "W3", "W4", "W5", "W6", "W7");
    }

    private static StockLines lines(String statements) {
        var profile = ProfileText.of(statements);
        return new StockLines(profile, KnownWarehouses.of(profile), 1);
    }

    private static SortedSet<Long> levels(String statements, String warehouse) {
        return levels(statements, List.of(), warehouse);
    }

    /// What lies in a warehouse while others fill.
    private static SortedSet<Long> levels(String statements, List<ListingCase.Exception> exceptions, String warehouse) {
        int index = KnownWarehouses.of(ProfileText.of(statements)).names().indexOf(warehouse);
        return levels(lines(statements).of(exceptions), index, warehouse);
    }

    private static SortedSet<Long> levels(List<StockLine> lines, int index, String warehouse) {
        return lines.stream()
                .filter(line -> !line.filling().equals(warehouse))
                .map(line -> line.others().units().get(index))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
