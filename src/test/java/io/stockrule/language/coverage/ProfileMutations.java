package io.stockrule.language.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Spoils the examples and generated profiles, one place at a time, and looks whether their `expect` lines notice,
/// those
/// that `check --examples` writes included. `bin/mutate-profiles` runs it.
class ProfileMutations {
    private static final double AT_LEAST = 0.95;
    private static final int PROFILES = Integer.getInteger("stockrule.profiles", 40);
    private static final long SEED = Long.getLong("stockrule.seed", 1);

    @Test
    void the_lines_of_the_examples_notice_nearly_all() throws IOException {
        var hunt = new MutantHunt(SEED);
        WrittenLinesTest.examples().forEach(hunt::hunt);
        report("examples", hunt);
    }

    @Test
    void the_lines_of_generated_profiles_notice_nearly_all() {
        var hunt = new MutantHunt(SEED);
        GeneratedTexts.of(SEED, 2).limit(PROFILES).forEach(hunt::hunt);
        report("generated profiles", hunt);
    }

    private static void report(String of, MutantHunt hunt) {
        System.out.printf("%s: %s%n", of, hunt);
        hunt.survivors().forEach(survivor -> System.out.println("not noticed: " + survivor));
        assertThat(hunt.rate()).isGreaterThanOrEqualTo(AT_LEAST);
    }
}
