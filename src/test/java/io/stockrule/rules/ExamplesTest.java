package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Promise;
import io.stockrule.language.check.Checker;
import io.stockrule.language.meaning.InTurn;
import io.stockrule.language.meaning.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the examples promise to merchants, held against the rules as well as the reference.
class ExamplesTest {
    private static final Rules RULES = OurRules.RULES;

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_decides_as_it_expects_by_the_rules_and_by_the_reference(Path file) {
        var profile = profile(file);
        for (var expectation : profile.expectations()) {
            var byReference = InTurn.decide(expectation, facts -> Interpreter.decide(profile, facts));
            var byRules = InTurn.decide(
                    expectation,
                    facts -> RULES.decide(List.of(new Question(profile, facts))).getFirst());
            assertThat(expectation.steps())
                    .as("%s: %s", expectation.text(), byRules)
                    .zipSatisfy(
                            byRules,
                            (step, decision) -> assertThat(step.expected().isMetBy(decision.outcome()))
                                    .isTrue());
            assertThat(byRules).isEqualTo(byReference);
        }
    }

    @Test
    void there_is_an_example_of_every_row_of_the_grammar() throws IOException {
        var rows = examples()
                .flatMap(file -> GrammarRows.of(profile(file)).stream())
                .collect(Collectors.toSet());
        assertThat(rows).containsExactlyInAnyOrderElementsOf(GrammarRows.ALL);
    }

    @Test
    void there_is_an_example_of_every_promise() throws IOException {
        var promises = examples()
                .flatMap(file -> profile(file).promises().stream())
                .<Class<?>>map(each -> each.promise().getClass())
                .collect(Collectors.toSet());
        assertThat(promises).containsExactlyInAnyOrder(Promise.class.getPermittedSubclasses());
    }

    private static Profile profile(Path file) {
        try {
            var checked = Checker.check(Files.readString(file), KnownNames.ANY);
            return ((Checked.Accepted) checked).profile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
