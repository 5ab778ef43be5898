package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.meaning.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spoils the rule files, one place at a time, and looks whether anybody notices: the check of the files, their
/// scenarios, or the comparison with the reference. `bin/mutate-rules` runs it. `bin/mutate-rules --check` leaves the
/// reference out, since analysts have nothing but `bin/stockrule check rules`.
class RuleMutations {
    private static final Path FOLDER = Path.of("rules");
    private static final double AT_LEAST = 0.95;
    private static final boolean ONLY_CHECK = Boolean.getBoolean("stockrule.mutants.check");

    @TempDir
    Path folder;

    private final List<Question> questions = new GeneratedQuestions(7).batch(300, 20);
    private final List<String> survivors = new ArrayList<>();
    private int scenarios;
    private int comparisons;
    private int refused;

    @Test
    void whoever_spoils_a_rule_file_is_noticed() throws IOException {
        copyRules();
        for (var file : ruleFiles()) {
            var text = Files.readString(file);
            var copy = folder.resolve(file.getFileName());
            for (var mutant : RuleMutants.of(text)) {
                Files.writeString(copy, mutant.text());
                judge(file.getFileName() + " " + mutant.what());
            }
            Files.writeString(copy, text);
        }
        report();
    }

    private void copyRules() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private static List<Path> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".drl"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private void judge(String mutant) {
        try {
            var rules = Rules.load(folder);
            if (rules.runScenarios(_ -> {}).stream()
                    .anyMatch(result -> result.failure().isPresent())) {
                scenarios++;
            } else if (!ONLY_CHECK && disagrees(rules)) {
                comparisons++;
            } else {
                survivors.add(mutant);
            }
        } catch (InvalidRuleFiles e) {
            refused++;
        }
    }

    private boolean disagrees(Rules rules) {
        var decisions = rules.decide(questions);
        for (int i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            if (!decisions.get(i).equals(Interpreter.decide(question.profile(), question.facts()))) {
                return true;
            }
        }
        return false;
    }

    private void report() {
        int caught = scenarios + comparisons + refused;
        int all = caught + survivors.size();
        System.out.printf(
                "%d of %d changes were noticed: %d by scenarios, %d by the comparison with the reference, %d refused%n",
                caught, all, scenarios, comparisons, refused);
        survivors.forEach(survivor -> System.out.println("not noticed: " + survivor));
        assertThat((double) caught / all).isGreaterThanOrEqualTo(AT_LEAST);
    }
}
