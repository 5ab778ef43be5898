package io.stockrule.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperatorKeyTest {
    @Inject
    Jdbi database;

    @Inject
    InstantSource time;

    @BeforeEach
    void forget() {
        database.useHandle(handle -> handle.execute("delete from operator_key"));
    }

    @Test
    void without_a_setting_a_key_is_shown_at_the_first_start_only() {
        var key = Pattern.compile("sr_\\S+").matcher(outputOfStart(Optional.empty()));
        assertThat(key.find()).isTrue();
        assertThat(outputOfStart(Optional.empty())).isEmpty();

        assertThat(operatorKey(Optional.empty()).is(key.group())).isTrue();
        assertThat(operatorKey(Optional.empty()).is("sr_" + Tokens.random())).isFalse();
    }

    @Test
    void the_database_keeps_its_hash_only() {
        var key = outputOfStart(Optional.empty()).replaceFirst("(?s).*(sr_\\S+).*", "$1");
        var stored = database.withHandle(handle -> handle.select("select key_hash from operator_key")
                .mapTo(byte[].class)
                .one());
        assertThat(stored).isEqualTo(Tokens.hash(key));
    }

    @Test
    void a_setting_is_the_key_whatever_was_generated_before() {
        outputOfStart(Optional.empty());
        var configured = operatorKey(Optional.of("sr_chosen-by-the-operator"));
        assertThat(configured.is("sr_chosen-by-the-operator")).isTrue();
        assertThat(configured.is("sr_chosen-by-somebody-else")).isFalse();
    }

    @Test
    void a_setting_that_could_be_guessed_is_refused_at_the_start() {
        assertThatThrownBy(() -> operatorKey(Optional.of("secret"))).hasMessageContaining("at least 20 characters");
    }

    private OperatorKey operatorKey(Optional<String> setting) {
        return new OperatorKey(setting, database, time);
    }

    private String outputOfStart(Optional<String> setting) {
        var screen = System.out;
        var output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            operatorKey(setting).generateAtTheFirstStart();
        } finally {
            System.setOut(screen);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
