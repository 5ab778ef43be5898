package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockruleCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_good_profile_is_told_with_what_was_found_in_it() throws IOException {
        var plain = file("good.stockrule", "profile \"Good\"\nuse warehouse \"Berlin\"");
        assertThat(run("check", plain)).isEqualTo(new Answer(0, plain + ": no mistakes\n", ""));
        var full = file("full.stockrule", """
                profile "Full"
                when available is below 3 then stop
                promise listed is at most available
                expect available 5 lists 5
                expect available 2 stops
                """);
        assertThat(run("check", full).out())
                .isEqualTo(full + ": no mistakes; 1 exception, 1 promise, 2 expectations\n");
    }

    @Test
    void what_can_only_be_meant_in_one_way_is_corrected_and_the_rest_is_told() throws IOException {
        var file = file("new.stockrule", """
                profile "New"   # ours
                exclude warehouse "Outlet"
                if stock < 3 then 0
                offer 50
                """);
        var answer = run("check", "--fix", file);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).startsWith(file + ": 2 mistakes corrected\n" + file + ":4:7: SR101 ");
        assertThat(Files.readString(Path.of(file))).isEqualTo("""
                profile "New"   # ours
                use all warehouses except "Outlet"
                when available is below 3 then list 0
                offer 50
                """);
        var again = run("check", "--fix", file);
        assertThat(again.out()).startsWith(file + ":4:7: SR101 ").doesNotContain("corrected");
    }

    @Test
    void standard_input_is_checked_and_corrected() {
        var checked = reading("profile \"A\"\nmax 3\n", () -> run("check", "-"));
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).startsWith("standard input:2:1: SR102 ");
        var fixed = reading("profile \"A\"\nmax 3\n", () -> run("check", "--fix", "-"));
        assertThat(fixed)
                .isEqualTo(new Answer(0, "profile \"A\"\nquantity not more than 3\n", "standard input: no mistakes\n"));
    }

    @Test
    void warnings_are_errors_where_it_is_strict() throws IOException {
        var odd = file("odd.stockrule", "profile \"Odd\"\nwhen listed is below 0 then hold");
        assertThat(run("check", "--strict", odd).exitCode()).isEqualTo(1);
        assertThat(run("check", "--strict", file("good.stockrule", "profile \"Good\""))
                        .exitCode())
                .isZero();
    }

    @Test
    void repairs_are_told_to_programs_too() throws IOException {
        var answer = run("check", "--json", file("max.stockrule", "profile \"A\"\nmax 3\n"));
        assertThat(answer.out()).contains("\"repair\"", "\"certain\" : true", "\"replacement\"");
        assertThat(run("check", "--fix", "--json", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void there_is_help_and_completion() {
        assertThat(run("help", "check").out()).contains("--strict", "--fix");
        assertThat(run("completion", "bash").out()).contains("complete -F", "check", "decide");
        assertThat(run("completion", "zsh").out()).contains("bashcompinit");
        assertThat(run("completion", "fish").exitCode()).isEqualTo(2);
    }

    private static Answer reading(String text, Supplier<Answer> command) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return command.get();
        } finally {
            System.setIn(before);
        }
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
