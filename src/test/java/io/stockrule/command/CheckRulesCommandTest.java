package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRulesCommandTest {
    private static final String HEADER = "case,profile,levels,pack,date,decision,quantity,reason\n";

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheRuleFiles() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("rules"), "*.drl")) {
            for (var file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void the_rules_that_come_along_pass() {
        var answer = Answer.of("check", "rules", "--rules", "rules");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .contains("rules/03-reserve.csv: ")
                .containsPattern("\n([0-9]+) of \\1 scenarios passed\n$");
    }

    @Test
    void a_scenario_that_fails_is_told_with_its_file() throws IOException {
        Files.writeString(folder.resolve("a.csv"), HEADER + "good,,Berlin 5,,,lists,5,\n");
        Files.writeString(
                folder.resolve("b.csv"),
                HEADER + "good,,Berlin 5,,,lists,5,\n\"capped\nat 3\",quantity not more than 3,Berlin 5,,,lists,4,\n");
        int steps = scenariosOfAllSteps();
        var answer = Answer.of("check", "rules", "--rules=" + folder);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out())
                .contains("""
                FOLDER/a.csv: 1 of 1 passed
                FOLDER/b.csv: 1 of 2 passed
                  FOLDER/b.csv:3: capped at 3
                    expected lists 4, got lists 3: Berlin 5 available; not more than 3: 3
                """.replace("FOLDER", folder.toString()))
                .endsWith("%d of %d scenarios passed\n".formatted(steps + 2, steps + 3));
    }

    @Test
    void a_file_without_scenarios_does_not_pass_and_is_told_how_to_begin() throws IOException {
        int steps = scenariosOfAllSteps();
        Files.createDirectory(folder.resolve("included"));
        Files.writeString(folder.resolve("included/good.drl"), included("available > 3"));
        Files.writeString(folder.resolve("04-share.csv"), HEADER);
        var answer = Answer.of("check", "rules", "--rules=" + folder);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out())
                .endsWith("""
                FOLDER/04-share.csv: no scenarios; nobody notices when these rules decide something else. Begin with two lines:
                  case,profile,levels,pack,date,decision,quantity,reason
                  what it is for,quantity product value,Berlin 12,,,lists,12,
                FOLDER/included/good.scenarios.csv: no scenarios; nobody notices when these rules decide something else. Begin with two lines:
                  case,profile,levels,pack,date,decision,quantity,reason
                  what it is for,"include rules ""good""\",Berlin 12,,,lists,12,
                STEPS of STEPS scenarios passed
                """.replace("FOLDER", folder.toString()).replace("STEPS", String.valueOf(steps - 1)));
    }

    @Test
    void a_person_at_a_terminal_sees_which_file_is_compiled_and_nothing_of_it_stays() throws IOException {
        int steps = scenariosOfAllSteps();
        var watched = Answer.watched(new Terminals(true, true), "check", "rules", "--rules=" + folder);
        assertThat(watched.err())
                .startsWith("\r\u001B[Kcompiling " + folder)
                .endsWith("\r\u001B[K")
                .doesNotContain("\n");
        assertThat(watched.out()).endsWith("%1$d of %1$d scenarios passed\n".formatted(steps));
        assertThat(Answer.watched(new Terminals(true, false), "check", "rules", "--rules=" + folder)
                        .err())
                .isEmpty();
    }

    /// One each.
    private int scenariosOfAllSteps() throws IOException {
        int steps = 0;
        try (var files = Files.newDirectoryStream(folder, "*.drl")) {
            for (var file : files) {
                Files.writeString(
                        Path.of(file.toString().replace(".drl", ".csv")), HEADER + "good,,Berlin 5,,,lists,5,\n");
                steps++;
            }
        }
        return steps;
    }

    @Test
    void a_rule_file_that_cannot_be_used_is_told_with_its_line() throws IOException {
        Files.writeString(folder.resolve("x.drl"), "rule \"x\"\nwhen\n  Nothing()\nthen\nend\n");
        var answer = Answer.of("check", "rules", "--rules=" + folder);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).contains(folder.resolve("x.drl") + ":");
    }

    @Test
    void included_files_are_checked_and_told_with_their_mistakes() throws IOException {
        Files.createDirectory(folder.resolve("included"));
        Files.writeString(folder.resolve("included/bad.drl"), included("colour == 1"));
        Files.writeString(folder.resolve("included/good.drl"), included("available > 3"));
        Files.writeString(
                folder.resolve("included/good.scenarios.csv"),
                HEADER + "much,\"include rules \"\"good\"\"\",Berlin 5,,,lists,1,\n");
        Files.writeString(
                folder.resolve("included/bad.scenarios.csv"),
                HEADER + "left out,\"include rules \"\"bad\"\"\",Berlin 5,,,lists,1,\n");
        var answer = Answer.of("check", "rules", "--rules=" + folder);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out())
                .startsWith("not usable, and its scenarios are left out:\n  " + folder.resolve("included/bad.drl")
                        + ":3: unknown word \"colour\"")
                .contains("included/good.scenarios.csv: 1 of 1 passed\n")
                .doesNotContain("bad.scenarios.csv")
                .endsWith("1 of 1 scenarios passed\n");
    }

    @Test
    void a_profile_may_include_the_files_there_are() throws IOException {
        Files.createDirectory(folder.resolve("included"));
        Files.writeString(folder.resolve("included/good.drl"), included("available > 3"));
        var profile = folder.resolve("p.stockrule");
        Files.writeString(profile, "profile \"P\"\ninclude rules \"good\"\n");
        assertThat(Answer.of("check", "--rules=" + folder, profile.toString()).exitCode())
                .isZero();
        Files.writeString(profile, "profile \"P\"\ninclude rules \"goods\"\n");
        var answer = Answer.of("check", "--rules=" + folder, profile.toString());
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).contains("unknown rule file \"goods\"", "did you mean \"good\"?");
    }

    private static String included(String condition) {
        return """
                package rules;
                import io.stockrule.rules.Listing;
                rule "r" when $listing : Listing(%s) then $listing.list(1); end
                """.formatted(condition);
    }
}
