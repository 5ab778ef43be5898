package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    /// They sell what is still to come, on purpose.
    private static final Set<String> AHEAD =
            Set.of("pre-order.stockrule", "back-orders.stockrule", "supplier-nearby.stockrule");

    /// Which test amounts that know nothing of each other.
    private static final List<String> SAMPLED = List.of("fair-stock.stockrule", "what-lies-on-the-shelf.stockrule");

    static List<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_accepted_without_a_word(Path file) throws IOException {
        assumeFalse(AHEAD.contains(file.getFileName().toString()));
        assumeFalse(SAMPLED.contains(file.getFileName().toString()));
        var text = Files.readString(file);
        var checked = Checker.check(text, KnownNames.ANY);
        assertThat(Rendering.render(file.toString(), text, checked.diagnostics()))
                .isEmpty();
    }

    @Test
    void who_sells_ahead_is_warned_that_it_is_more_than_there_is() throws IOException {
        for (var name : AHEAD) {
            var text = Files.readString(Path.of("dsl-examples", name));
            assertThat(Checker.check(text, KnownNames.ANY).diagnostics())
                    .as(name)
                    .extracting(Diagnostic::code)
                    .containsExactly(Code.LISTS_MORE_THAN_AVAILABLE);
        }
    }

    @Test
    void who_tests_what_is_held_is_told_that_some_of_it_was_tried() throws IOException {
        for (var name : SAMPLED) {
            assertThat(Checker.check(Files.readString(Path.of("dsl-examples", name)), KnownNames.ANY)
                            .diagnostics())
                    .as(name)
                    .extracting(Diagnostic::code)
                    .containsExactly(Code.CHECKED_BY_SAMPLING);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_formatted(Path file) throws IOException {
        assertThat(Formatter.format(Files.readString(file))).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_opens_with_what_the_merchant_wanted_and_says_what_it_expects(Path file) throws IOException {
        assertThat(Files.readAllLines(file).getFirst()).startsWith("# ");
        assertThat(ProfileText.accepted(Files.readString(file)).expectations()).isNotEmpty();
    }
}
