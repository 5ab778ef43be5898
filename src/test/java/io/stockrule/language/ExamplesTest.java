package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    private static final String PRE_ORDER = "pre-order.stockrule";

    static List<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_accepted_without_a_word(Path file) throws IOException {
        assumeFalse(file.endsWith(PRE_ORDER));
        var text = Files.readString(file);
        var checked = Checker.check(text, KnownNames.ANY);
        assertThat(Rendering.render(file.toString(), text, checked.diagnostics()))
                .isEmpty();
    }

    @Test
    void who_sells_ahead_is_warned_that_it_is_more_than_there_is() throws IOException {
        var text = Files.readString(Path.of("dsl-examples", PRE_ORDER));
        assertThat(Checker.check(text, KnownNames.ANY).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.LISTS_MORE_THAN_AVAILABLE);
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
