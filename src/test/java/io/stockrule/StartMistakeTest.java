package io.stockrule;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartMistakeTest {
    @Test
    void a_newer_database_is_told_in_one_sentence_that_asks_for_no_repair() {
        assertThat(told("""
                Migrations have failed validation
                Detected applied migration not resolved locally: 99. If you removed this migration intentionally, run \
                repair to mark the migration as deleted.
                Need more flexibility with validation rules? Learn more: https://rd.gt/3AbJUZE"""))
                .isEqualTo("The database was changed by a newer Stockrule (its step 99 is not known here). Start that"
                        + " version or a newer one, or restore the backup from before the upgrade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Migration checksum mismatch for migration version 2\nEither revert the changes, or run repair",
                "Detected failed migration to version 3 (stock). Please remove any half-completed changes then run repair"
            })
    void other_tables_ask_for_no_repair_either(String message) {
        assertThat(told(message))
                .startsWith("The tables of the database are not those of this Stockrule")
                .doesNotContain("repair", "\n");
    }

    private static String told(String message) {
        var cause = new FlywayValidateException(new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, message), message);
        return StartMistake.told(new IllegalStateException("failed to start", cause))
                .orElseThrow();
    }

    @Test
    void a_setting_read_before_all_others_is_told_by_its_name() {
        var wrong = new IllegalArgumentException(
                "SRCFG00039: The config property stockrule.database.wait with the config value \"soon\" threw an Exception whilst being converted java.lang.IllegalArgumentException: no duration");
        assertThat(StartMistake.told(wrong))
                .hasValueSatisfying(told -> assertThat(told)
                        .startsWith("A setting is wrong: The config property stockrule.database.wait")
                        .doesNotContain("java.lang", "SRCFG"));
    }

    @Test
    void what_is_a_mistake_of_ours_has_no_sentence() {
        assertThat(StartMistake.told(new IllegalArgumentException("units must not be negative")))
                .isEmpty();
    }
}
