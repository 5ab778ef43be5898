package io.stockrule.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTextTest {
    @Test
    void a_place_is_a_line_of_the_file_or_the_file_alone() {
        var text = new RuleText.Plain("x.drl", "");
        assertThat(text.place(1)).isEqualTo("x.drl:1");
        assertThat(text.place(0)).isEqualTo("x.drl");
        assertThat(text.place(-1)).isEqualTo("x.drl");
    }

    @Test
    void a_place_in_a_table_is_the_row_above_it() {
        var table = new RuleText.Table(
                "x.csv", "package rules;\n// rule values at B2, header at B1\nrule \"r\"\n", List.of(3, 7), List.of());
        assertThat(table.rowsOfRules()).containsOnly(Map.entry("r", 7));
        assertThat(table.place(1)).isEqualTo("x.csv");
        assertThat(table.place(2)).isEqualTo("x.csv, row 7");
        assertThat(table.place(3)).isEqualTo("x.csv, row 7");
        assertThat(table.place(0)).isEqualTo("x.csv");
    }
}
