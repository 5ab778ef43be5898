package io.stockrule.language.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingCasesTest {
    @Test
    void listings_are_told_apart_by_the_exceptions_that_can_act() {
        var found = cases("when tag is \"x\" then stop\nwhen sku is \"A\" and available is 3 then hold");
        assertThat(found.complete()).isTrue();
        assertThat(found.cases())
                .extracting(each -> each.exceptions().stream()
                        .map(ListingCase.Exception::index)
                        .toList()
                        .toString())
                .containsExactlyInAnyOrder("[]", "[0]", "[1]");
        assertThat(found.cases().getFirst().exceptions())
                .as("the plainest first")
                .isEmpty();
    }

    @Test
    void of_too_many_listings_some_are_drawn_and_it_is_said_so() {
        var many = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            many.append("when tag is \"t%d\" and available is %d then stop\n".formatted(i, i));
        }
        var found = cases(many.toString());
        assertThat(found.complete()).isFalse();
        assertThat(found.cases().stream()
                        .anyMatch(each -> each.exceptions().stream().anyMatch(exception -> exception.index() < 3)))
                .as("drawn by chance: with the first exceptions among them")
                .isTrue();
        assertThat(told(cases(many.toString()))).as("the same each time").isEqualTo(told(found));
    }

    private static List<String> told(ListingCases.Found found) {
        return found.cases().stream()
                .map(each -> each.example() + " " + each.exceptions())
                .toList();
    }

    private static ListingCases.Found cases(String statements) {
        return ListingCases.of(ProfileText.of(statements));
    }
}
