package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockruleCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_good_profile_is_passed_in_silence() throws IOException {
        var answer = run("check", file("good.stockrule", "profile \"Good\"\nuse warehouse \"Berlin\""));
        assertThat(answer).isEqualTo(new Answer(0, "", ""));
    }

    @Test
    void mistakes_go_to_standard_output_and_give_1() throws IOException {
        var file = file("bad.stockrule", "profile \"Bad\"\nquantity not mroe than 3\n");
        assertThat(run("check", file)).isEqualTo(new Answer(1, file + """
                :2:14: SR101 expected "more", found "mroe"
                  2 | quantity not mroe than 3
                    |              ^^^^
                  help: did you mean "more"?
                """, ""));
    }

    @Test
    void a_warning_is_shown_and_gives_0() throws IOException {
        var answer = run("check", file("odd.stockrule", "profile \"Odd\"\nwhen listed is below 0 then hold"));
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("odd.stockrule:2:1: warning SR301 ");
    }

    @Test
    void warehouses_are_known_by_option() throws IOException {
        var file = file("berlim.stockrule", "profile \"A\"\nuse warehouse \"Berlim\"\n");
        assertThat(run("check", file).exitCode()).isZero();
        var answer = run("check", "--warehouse", "Berlin", "--warehouse=Wörgl", file);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).contains("did you mean \"Berlin\"? You have: Berlin, Wörgl");
    }

    @Test
    void all_files_are_checked_and_the_worst_decides() throws IOException {
        var answer = run(
                "check",
                folder.resolve("missing.stockrule").toString(),
                file("bad.stockrule", "profile"),
                file("good.stockrule", "profile \"Good\""));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).contains("bad.stockrule:1:8: SR101");
        assertThat(answer.err()).endsWith("missing.stockrule: there is no such file\n");
    }

    @Test
    void a_file_that_is_no_text_is_named() throws IOException {
        var file = folder.resolve("latin.stockrule");
        Files.write(file, "profile \"Wörgl\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("check", file.toString()))
                .isEqualTo(new Answer(
                        2, "", "stockrule: cannot read " + file + ": it is not UTF-8; save it with this encoding\n"));
    }

    @Test
    void a_folder_is_no_profile() {
        assertThat(run("check", folder.toString()).err()).endsWith(": it is a folder\n");
    }

    @Test
    void a_huge_file_is_told_to_be_too_large() throws IOException {
        var answer = run("check", file("huge.stockrule", "ü".repeat(2_000_000)));
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).contains("SR001");
    }

    @Test
    void wrong_usage_gives_2() {
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("check").exitCode()).isEqualTo(2);
        assertThat(run("chekc", "x").exitCode()).isEqualTo(2);
        assertThat(run("check", "--warehuose", "x", "y").exitCode()).isEqualTo(2);
        assertThat(run("serve", "now").exitCode()).isEqualTo(2);
        assertThat(run("check", "--help").exitCode()).isZero();
        assertThat(run("serve", "--help").out()).contains("QUARKUS_HTTP_PORT");
    }

    @Test
    void wrong_usage_is_told_in_a_line_and_not_with_all_of_the_usage() {
        assertThat(run("chekc", "x").err())
                .startsWith("stockrule: Unmatched argument")
                .contains("check")
                .hasLineCount(3);
        assertThat(run("check").err())
                .isEqualTo("stockrule: Missing required parameter: 'FILE'\nTry bin/stockrule check --help\n");
    }

    private static Answer run(String... args) {
        return Answer.of(args);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
