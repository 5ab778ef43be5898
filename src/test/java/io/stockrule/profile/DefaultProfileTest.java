package io.stockrule.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultProfileTest {
    @Test
    void the_first_profile_is_free_of_mistakes() {
        assertSound(DefaultProfile.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "when"})
    void its_suggestions_work_with_the_first_sign_taken_off(String statement) {
        assertSound(DefaultProfile.TEXT.replace("# " + statement, statement));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantity not", "quantity single"})
    void its_other_suggestions_replace_the_last_line(String statement) {
        assertSound(DefaultProfile.TEXT.replace("\nquantity product value", "").replace("# " + statement, statement));
    }

    private static void assertSound(String text) {
        assertThat(Checker.check(text, KnownNames.ANY).diagnostics()).isEmpty();
    }
}
