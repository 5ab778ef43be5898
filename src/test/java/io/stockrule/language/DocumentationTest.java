package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation of the language says is so.
class DocumentationTest {
    private static final String PAGE = read(Path.of("docs", "language.md"));
    private static final KnownNames KNOWN = KnownNames.ofWarehouses(Set.of("Berlin", "Hamburg", "Wien"));

    static List<String> profiles() {
        return found("```stockrule\n(.*?)```").map(each -> each.group(1)).toList();
    }

    /// A text and what is said about it.
    static List<MatchResult> mistakes() {
        return found("```text\n((?:(?!```).)*)```(?:(?!```).)*```messages\n(.*?)```")
                .toList();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void a_profile_on_the_page_is_accepted_formatted_and_does_what_it_expects(String text) {
        assertThat(ProfileText.accepted(text).name()).isNotEmpty();
        assertThat(Formatter.format(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_on_the_page_is_told_as_it_says(MatchResult mistake) {
        var text = mistake.group(1);
        assertThat(Rendering.render(
                        "candles.stockrule", text, Checker.check(text, KNOWN).diagnostics()))
                .isEqualTo(mistake.group(2));
    }

    /// The one of JSON is tested with the JSON form, that of coverage with the command that tells it.
    @Test
    void no_block_of_the_page_is_left_out() {
        assertThat(profiles()).hasSizeGreaterThan(10);
        assertThat(mistakes()).hasSize(3);
        int blocks = profiles().size() + 2 * mistakes().size() + 2;
        assertThat(found("```")).hasSize(2 * blocks);
    }

    private static Stream<MatchResult> found(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(PAGE).results();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
