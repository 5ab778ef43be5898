package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveAndDiffTest {
    @TempDir
    Path folder;

    @Test
    void a_curve_is_shown_when_asked_for() throws IOException {
        var file = file("capped", "keep 2 in reserve\nquantity not more than 3\nwhen available is 9 then hold");
        assertThat(Answer.of("check", file).out()).isEmpty();
        assertThat(Answer.of("check", "--curve", file)).isEqualTo(new Answer(0, file + """
                :
                  available    listed
                  up to 2      0
                  3 to 4       1 to 2
                  5 to 8       3
                  9            hold
                  10 and more  3
                """, ""));
    }

    @Test
    void json_has_the_curve_and_what_is_wrong() throws IOException {
        var json = new ObjectMapper()
                .readTree(Answer.of("check", "--json", file("a", "quantity not more than 3"), file("b", "kep 3"))
                        .out());
        assertThat(json).hasSize(2);
        assertThat(json.at("/0/accepted").asBoolean()).isTrue();
        assertThat(json.at("/0/curve/0/from").isMissingNode()).isTrue();
        assertThat(json.at("/0/curve/1/from").asLong()).isEqualTo(1);
        assertThat(json.at("/0/curve/1/last/quantity").asInt()).isEqualTo(2);
        assertThat(json.at("/0/curve/2/first/decision").asText()).isEqualTo("lists");
        assertThat(json.at("/1/accepted").asBoolean()).isFalse();
        assertThat(json.at("/1/diagnostics/0/code").asText()).isEqualTo("SR102");
        assertThat(json.at("/1/diagnostics/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void a_broken_promise_is_an_error_and_a_doubt_is_not() throws IOException {
        var broken = Answer.of(
                "check", file("broken", "when available is 3 then list 5\npromise listed is at most available"));
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("SR210 the promise is broken: with 3 available the profile lists 5");
        assertThat(Answer.of("check", file("doubt", "when available is 3 then list 5")))
                .satisfies(doubt -> assertThat(doubt.exitCode()).isZero())
                .satisfies(doubt -> assertThat(doubt.out()).contains("warning SR304"));
    }

    @Test
    void a_difference_is_told_and_gives_1() throws IOException {
        var answer = Answer.of(
                "diff",
                file("a", "quantity not more than 3"),
                file("b", "quantity not more than 4\nwhen tag is \"fragile\" and available is above 8 then hold"));
        assertThat(answer).isEqualTo(new Answer(1, """
                available 4 and more: 3 -> 4
                available 4..8: 3 -> 4
                available 9 and more: 3 -> hold (tag "fragile")
                """, ""));
    }

    @Test
    void profiles_that_decide_the_same_in_other_words_give_0() throws IOException {
        var answer = Answer.of(
                "diff",
                file("a", "quantity not more than 3"),
                file("b", "when available is above 3 then list 3\nwhen sku is \"x\" then list product value"));
        assertThat(answer.exitCode()).isEqualTo(0);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void handling_time_and_unknown_stock_are_differences_too() throws IOException {
        assertThat(Answer.of(
                                "diff",
                                file("a", ""),
                                file("b", "handling time 3 days\nwhen stock is unknown then list 5"))
                        .out())
                .isEqualTo("handling time: not set -> 3 days\nstock unknown: hold -> 5\n");
    }

    @Test
    void what_is_no_profile_cannot_be_compared() throws IOException {
        assertThat(Answer.of("diff", file("a", ""), file("bad", "kep 3")).exitCode())
                .isEqualTo(2);
        assertThat(Answer.of("diff", file("a", ""), folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(Answer.of("diff", file("a", "")).exitCode()).isEqualTo(2);
    }

    private String file(String name, String statements) throws IOException {
        return Files.writeString(folder.resolve(name + ".stockrule"), "profile \"Test\"\n" + statements)
                .toString();
    }
}
