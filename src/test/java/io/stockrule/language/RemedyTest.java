package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is offered for an expectation that fails, and for a promise that is broken.
class RemedyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            WRITTEN                                                              | IT HOLDS WITH
            quantity not more than 3;expect available 20 lists 5                 | quantity not more than 5
            keep 2 in reserve;expect available 20 lists 17                       | keep 3 in reserve
            offer 80%;expect available 20 lists 10                               | offer 50%
            quantity custom quantity 3;expect available 20 lists 4               | quantity custom quantity 4
            list nothing below 3;expect available 2 lists 2                      | list nothing below 2
            expect available 5 with tag is "a" lists 2                           | when available is 5 and tag is "a" then list 2
            expect available 5 stops                                             | when available is 5 then stop
            expect available 5 with sku is "x\\"y" holds                         | when available is 5 and sku is "x\\"y" then hold
            when tag is "a" then list at least 5;promise listed is at most available | when tag is "a" then list at most 5
            when tag is "a" then list 5;promise listed is at most available      | when tag is "a" then list at most 5
            quantity custom quantity 5;promise listed is 0 when available is 0   | quantity not more than 5
            quantity single stock;promise listed is 0 when available is 0        | when available is at most 0 then list 0
            """)
    void the_smallest_change_is_offered_and_checks_clean(String written, String changed) {
        var text = "profile \"A\"\n" + written.replace(";", "\n").replace("\\\\", "\\") + "\n";
        var broken = first(text);
        assertThat(broken.help().orElse("")).endsWith("it holds with: " + changed.replace("\\\\", "\\"));
        assertThat(broken.repair()).isPresent().get().matches(repair -> !repair.certain());
        var repaired = Repair.applied(text, broken.repair().stream().toList());
        assertThat(Checker.check(repaired, KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);
    }

    @Test
    void what_would_break_another_line_is_not_offered() {
        var text = """
                profile "A"
                quantity not more than 3
                expect available 20 lists 5
                expect available 30 lists 3
                promise listed is at most available
                """;
        var repaired = Repair.applied(text, first(text).repair().stream().toList());
        assertThat(repaired).contains("when available is 20 then list 5\n");
        assertThat(Checker.check(repaired, KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);
    }

    @Test
    void nothing_is_offered_where_lines_contradict_each_other() {
        assertThat(first("""
                profile "A"
                expect available 20 lists 5
                expect available 20 lists 6
                expect available 20 lists 7
                """).repair())
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        one -> assertThat(one.map(Repair::certain)).isEqualTo(Optional.of(false)));
    }

    @Test
    void a_large_text_is_not_searched() {
        var text = "profile \"A\"\nexpect available 20 lists 5\n" + "# much to say about it\n".repeat(500);
        assertThat(first(text).repair()).isEmpty();
    }

    private static Diagnostic first(String text) {
        return Checker.check(text, KnownNames.ANY).diagnostics().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .orElseThrow(() -> new AssertionError(List.of(text)));
    }
}
