package io.stockrule.language.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.KnownNames;
import io.stockrule.language.ProfileText;
import io.stockrule.language.meaning.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of the lines that are written for any profile. `bin/mutate-profiles` spoils many more.
class WrittenLinesTest {
    private static final long SEED = 20_261_201;

    static Stream<String> texts() throws IOException {
        return Stream.concat(examples(), GeneratedTexts.of(SEED, 2).limit(12));
    }

    static Stream<String> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().map(WrittenLinesTest::read).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void the_lines_are_true_new_and_few_and_leave_nothing_uncovered(String text) {
        var before = Coverage.of(text, ProfileText.read(text), KnownNames.ANY, Interpreter::decide);
        var profile = ProfileText.read(text + "\n" + String.join("\n", before.examples()));
        var after = Coverage.of(
                text + "\n" + String.join("\n", before.examples()), profile, KnownNames.ANY, Interpreter::decide);
        assertThat(profile.expectations())
                .hasSize(before.expectations() + before.examples().size())
                .allMatch(line -> line.expected().isMetBy(Interpreter.outcome(profile, line.facts())));
        assertThat(profile.expectations().stream().map(line -> line.facts()))
                .as("facts of the lines written")
                .doesNotHaveDuplicates();
        assertThat(after.missing()).isEmpty();
        assertThat(after.sides().all()).isEqualTo(before.sides().all());
        assertThat(after.examples()).isEmpty();
        assertThat(before.examples()).hasSizeLessThanOrEqualTo(2 * ProfileMutants.branches(profile));
    }

    @Test
    void nearly_all_mutants_of_some_of_them_are_noticed() {
        var hunt = new MutantHunt(SEED);
        GeneratedTexts.of(SEED, 1).limit(10).forEach(hunt::hunt);
        assertThat(hunt.rate()).as(() -> hunt + "\n" + hunt.survivors()).isGreaterThanOrEqualTo(0.95);
    }
}
