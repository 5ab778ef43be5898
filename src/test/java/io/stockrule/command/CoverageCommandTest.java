package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check --coverage` and `check --examples`.
class CoverageCommandTest {
    @TempDir
    Path folder;

    @Test
    void what_no_line_covers_is_told_where_it_stands_with_a_line_for_it() throws IOException {
        var file = file("candles", """
                quantity not more than 3
                when tag is "x" then list 0
                expect available 2 lists 2
                expect available 2 with tag is "x" lists 0
                """);
        assertThat(Answer.of("check", "--coverage", file)).isEqualTo(new Answer(0, """
                %1$s: no mistakes; 1 exception, 2 expectations
                %1$s:2:1: not covered: not more than 3: no line tells it from not more than 2
                  help: expect available 4 lists 3
                %1$s:2:1: not covered: not more than 3 never lowered a number
                  help: expect available 4 lists 3
                %1$s:3:1: cannot be covered: list 0 never raised a number
                  help: whatever a line says, the profile decides the same with then list at most 0
                %1$s: 2 of 2 statements, 5 of 7 sides covered by 2 expectations
                """.formatted(file), ""));
    }

    @Test
    void it_is_an_error_where_it_is_strict_until_all_is_covered() throws IOException {
        var half = file("half", "quantity not more than 3\nexpect available 2 lists 2");
        assertThat(Answer.of("check", "--strict", half).exitCode()).isZero();
        assertThat(Answer.of("check", "--coverage", "--strict", half).exitCode())
                .isEqualTo(1);
        var full = file("full", "quantity not more than 3\nexpect available 2 lists 2\nexpect available 4 lists 3");
        assertThat(Answer.of("check", "--coverage", "--strict", full))
                .satisfies(it -> assertThat(it.exitCode()).isZero())
                .satisfies(it ->
                        assertThat(it.out()).endsWith(": 1 of 1 statement, 3 of 3 sides covered by 2 expectations\n"));
    }

    @Test
    void examples_are_all_that_goes_to_standard_output() throws IOException {
        var file = file("candles", "quantity not more than 3\nwhen tag is \"x\" then list 0");
        var answer = Answer.of("check", "--examples", file);
        assertThat(answer.out()).isEqualTo("""
                expect available 4 lists 3
                expect available 1 lists 1
                expect available 1 with tag is "x" lists 0
                """);
        assertThat(answer.err()).isEqualTo("""
                %1$s: no mistakes; 1 exception
                %1$s:3:1: cannot be covered: list 0 never raised a number
                  help: whatever a line says, the profile decides the same with then list at most 0
                """.formatted(file));
        Files.writeString(Path.of(file), answer.out(), StandardOpenOption.APPEND);
        assertThat(Answer.of("check", "--examples", file).out()).isEmpty();
    }

    @Test
    void of_several_files_each_has_its_name_above_its_examples() throws IOException {
        var one = file("one", "quantity not more than 3\nexpect available 1 lists 1");
        var bad = file("bad", "quantity not more then 3");
        var answer = Answer.of("check", "--examples", one, bad);
        assertThat(answer.out()).isEqualTo("# " + one + "\nexpect available 4 lists 3\n");
        assertThat(answer.err()).contains(bad + ":2:19: SR101");
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    @Test
    void programs_get_the_same() throws IOException {
        var file = file("candles", "quantity not more than 3\nexpect available 2 lists 2");
        var json = new ObjectMapper()
                .readTree(Answer.of("check", "--coverage", "--json", file).out());
        assertThat(json.at("/0/coverage/sides/all").asInt()).isEqualTo(3);
        assertThat(json.at("/0/coverage/missing/1/line").asInt()).isEqualTo(2);
        assertThat(json.at("/0/coverage/missing/1/example").asText()).isEqualTo("expect available 4 lists 3");
        assertThat(json.at("/0/coverage/examples")).hasSize(1);
        var plain =
                new ObjectMapper().readTree(Answer.of("check", "--json", file).out());
        assertThat(plain.at("/0/coverage").isMissingNode()).isTrue();
    }

    @Test
    void of_included_rules_it_is_said_that_they_are_not_covered() throws IOException {
        var file = file("included", "quantity not more than 4\ninclude rules \"stop-and-relist\"");
        var answer = Answer.of("check", "--coverage", "--rules", "./rules", file);
        assertThat(answer.out()).endsWith(file + ": what the included rules do is not covered\n");
        var examples = Answer.of("check", "--examples", "--rules", "./rules", file);
        assertThat(examples.out()).isEqualTo("expect available 5 lists 4\nexpect available 1 stops\n");
    }

    @Test
    void the_guide_shows_what_is_told() throws IOException {
        var guide = Files.readString(Path.of("docs/language.md"));
        var text = block(
                guide, "stockrule", "profile \"Last pieces\"\nwhen available is below 3 then stop\nexpect available 1");
        var file = Files.writeString(folder.resolve("candles.stockrule"), text);
        var out = Answer.of("check", "--coverage", file.toString()).out().replace(folder + "/", "");
        assertThat(out).endsWith(block(guide, "coverage", "candles.stockrule:2:1: not covered"));
    }

    private static String block(String guide, String kind, String start) {
        var opened = "```" + kind + "\n";
        int from = guide.indexOf(opened + start) + opened.length();
        return guide.substring(from, guide.indexOf("```", from));
    }

    @Test
    void corrected_text_is_no_place_for_examples() throws IOException {
        assertThat(Answer.of("check", "--fix", "--examples", file("a", "")))
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(2))
                .satisfies(it -> assertThat(it.err()).startsWith("stockrule: --fix and --examples do not go together"));
    }

    private String file(String name, String statements) throws IOException {
        return Files.writeString(
                        folder.resolve(name + ".stockrule"), "profile \"%s\"\n%s\n".formatted(name, statements.strip()))
                .toString();
    }
}
