package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A [Difference] tells in few rows where two profiles decide differently.
class DifferenceTest {
    @Test
    void what_is_told() {
        assertThat(rows("", "")).isEmpty();
        assertThat(rows("quantity not more than 3", "quantity not more than 5"))
                .containsExactly("available 4..5: 3 -> 4..5", "available 6 and more: 3 -> 5");
        assertThat(rows("", "when available is 3 then hold")).containsExactly("available 3: 3 -> hold");
        assertThat(rows("when available is below 2 then stop", "when available is below 1 then stop"))
                .containsExactly("available 1: stop -> 1");
        assertThat(rows("quantity custom quantity 4", "quantity custom quantity 5"))
                .containsExactly("stock unknown: 4 -> 5", "available any: 4 -> 5");
        assertThat(rows("when stock is unknown then list 5", "when stock is unknown then stop"))
                .containsExactly("stock unknown: 5 -> stop");
        assertThat(rows("handling time 2 days", "handling time 3 days\ninclude rules \"x\""))
                .containsExactly("handling time: 2 days -> 3 days", "included rules: [] -> [x]");
        assertThat(rows("handling time 2 days", "")).containsExactly("handling time: 2 days -> not set");
    }

    @Test
    void warehouses_and_what_a_listing_must_have_are_named() {
        assertThat(rows("", "when available is 4 and tag is \"x\" and not vendor is \"Y\" then stop"))
                .containsExactly("available 4: 4 -> stop (tag \"x\")");
        assertThat(rows(
                        "use warehouse \"Berlin\"",
                        "use warehouse \"Berlin\"\nwhen available at \"Wien\" is 3 then stop"))
                .contains("in \"Wien\" 3: 0 -> stop (with 0 in \"Berlin\")");
        assertThat(rows("", "when available at \"Wien\" is 3 then stop"))
                .contains("in \"Wien\" 3: 3 -> stop", "elsewhere up to -3: 0 -> stop (with 3 in \"Wien\")");
    }

    @Test
    void after_twenty_rows_there_are_more() {
        var many = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            many.append("when available is ").append(10 * i).append(" then stop\n");
        }
        assertThat(rows("", many.toString()))
                .hasSize(21)
                .contains("available 200: 200 -> stop")
                .last()
                .isEqualTo("and more");
    }

    private static List<String> rows(String before, String after) {
        return Difference.of(ProfileText.of(before), ProfileText.of(after)).rows();
    }
}
