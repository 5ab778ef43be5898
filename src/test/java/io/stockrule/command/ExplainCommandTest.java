package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Code;
import io.stockrule.language.explaining.CodeExplanations;
import io.stockrule.language.explaining.CodePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    @Test
    void a_code_is_explained_with_its_example() {
        assertThat(Answer.of("explain", "SR201")).isEqualTo(new Answer(0, """
                SR201 you have no warehouse of this name

                why: a warehouse is called as its location in Shopify is, and none of yours is called so
                cure: choose one of those that the message names

                this profile
                  profile "Candles"
                  use warehouse "Berlim"

                is answered with
                  candles.stockrule:2:15: SR201 unknown warehouse "Berlim"
                    2 | use warehouse "Berlim"
                      |               ^^^^^^^^
                    help: did you mean "Berlin"? You have: Berlin, Hamburg, Wien

                and this one is right
                  profile "Candles"
                  use warehouse "Berlin"
                """, ""));
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void every_code_is_explained(Code code) {
        var answer = Answer.of("explain", code.id());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).startsWith(code.id() + " ").contains("why: ", "cure: ", "is answered with");
    }

    @Test
    void a_warning_is_called_one() {
        assertThat(Answer.of("explain", "SR305").out()).startsWith("SR305 an exception never acts (a warning)\n");
    }

    @Test
    void capitals_do_not_matter() {
        assertThat(Answer.of("explain", "sr402")).isEqualTo(Answer.of("explain", "SR402"));
    }

    @ParameterizedTest
    @CsvSource({"SR420, SR402", "402, SR402", "S402, SR402", "sr-402, SR402", "SR4O2, SR402", "SR299, SR209"})
    void of_one_that_does_not_exist_the_nearest_is_named(String written, String meant) {
        var answer = Answer.of("explain", written);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .startsWith("stockrule: there is no code \"%s\"; did you mean %s?\n".formatted(written, meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reserve", "", "{}", "SR"})
    void where_nothing_is_near_the_list_is_named(String written) {
        var answer = Answer.of("explain", written);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .startsWith("stockrule: there is no code \"%s\"; bin/stockrule explain lists all\n".formatted(written));
    }

    @Test
    void without_a_code_all_are_listed() {
        var answer = Answer.of("explain");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines())
                .hasSameSizeAs(Code.values())
                .startsWith("SR001 the text is larger than 64 KiB")
                .contains("SR305 an exception never acts (a warning)");
    }

    @Test
    void the_page_has_all_of_them() {
        assertThat(Answer.of("explain", "--page")).isEqualTo(new Answer(0, CodePage.of(CodeExplanations.all()), ""));
        assertThat(Answer.of("explain", "--page", "SR201").exitCode()).isEqualTo(2);
    }

    @Test
    void a_shell_completes_codes() {
        assertThat(Answer.of("completion", "bash").out()).contains("SR201", "SR402");
    }
}
