package io.stockrule.rules;

import static io.stockrule.rules.RulesFolder.HEADER;
import static io.stockrule.rules.RulesFolder.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.file.FolderContent;
import io.stockrule.stock.Outcome.Holds;
import io.stockrule.stock.Outcome.Lists;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReloadTest {
    @TempDir
    Path path;

    private RulesFolder folder;
    private Rules rules;

    @BeforeEach
    void loadTheSteps() {
        folder = RulesFolder.in(path)
                .with("x", "x: -> list(4)")
                .with("y", "y: -> list(5)")
                .withScenarios("x", "y", "z", "new");
        rules = folder.load();
    }

    @Test
    void a_changed_included_file_takes_over_alone() {
        folder.with("x", "x: -> list(40)");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("x")));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(40));
        assertThat(outcome(rules, "include rules \"y\"", "Berlin 9")).isEqualTo(new Lists(5));
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void files_come_and_go() {
        folder.with("new", "new: -> list(6)").delete("included/y.drl");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("new", "y")));
        assertThat(rules.includable()).containsExactlyInAnyOrder("new", "x");
        assertThat(outcome(rules, "include rules \"new\"", "Berlin 9")).isEqualTo(new Lists(6));
        assertThat(outcome(rules, "include rules \"y\"", "Berlin 9"))
                .isEqualTo(new Holds("there is no rule file \"y\""));
    }

    @Test
    void an_included_file_with_a_mistake_keeps_its_last_good_version_and_does_not_keep_others_from_changing() {
        folder.with("x", "x: color == 1 -> list(40)").with("y", "y: -> list(50)");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("y")));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(4));
        assertThat(outcome(rules, "include rules \"y\"", "Berlin 9")).isEqualTo(new Lists(50));
        assertThat(rules.problems()).singleElement().asString().contains("x.drl:3: ");

        folder.with("x", "x: -> list(41)");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("x")));
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void an_included_file_whose_scenarios_fail_at_the_start_is_not_used_any_more() {
        folder.write("included/x.scenarios.csv", HEADER + "five,\"include rules \"\"x\"\"\",Berlin 9,,,lists,5,\n");
        rules = folder.load();
        assertThat(rules.tryScenarios()).isEqualTo(new RulesChanged(false, Set.of("x")));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isInstanceOf(Holds.class);
        assertThat(outcome(rules, "include rules \"y\"", "Berlin 9")).isEqualTo(new Lists(5));
        assertThat(rules.problems()).singleElement().asString().contains("five: expected lists 5, got lists 4");
    }

    @Test
    void a_second_file_of_the_same_name_keeps_the_first_in_force() {
        folder.write("included/x.csv", "RuleSet,rules\n");
        assertThat(reload().isNothing()).isTrue();
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(4));
        assertThat(rules.problems()).singleElement().asString().contains("more than one rule file");
    }

    @Test
    void an_included_file_whose_scenarios_fail_does_not_take_over() {
        folder.with("x", "x: -> list(40)")
                .write("included/x.scenarios.csv", HEADER + "four,\"include rules \"\"x\"\"\",Berlin 9,,,lists,4,\n");
        assertThat(reload().isNothing()).isTrue();
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(4));
        assertThat(rules.problems())
                .singleElement()
                .asString()
                .contains("x.scenarios.csv:2: four: expected lists 4, got lists 40");
    }

    @Test
    void changed_steps_take_over_with_everything_that_was_made_of_the_old_ones() {
        assertThat(outcome(rules, "when available is 1 then hold; quantity not more than 3", "Berlin 9"))
                .isEqualTo(new Lists(3));
        changeSteps("$candidates.listSellableUpTo($candidates.getCap());", "$candidates.list(2);");
        assertThat(reload()).isEqualTo(new RulesChanged(true, Set.of()));
        assertThat(outcome(rules, "when available is 1 then hold; quantity not more than 3", "Berlin 9"))
                .isEqualTo(new Lists(2));
        assertThat(outcome(rules, "quantity not more than 3", "Berlin 9")).isEqualTo(new Lists(2));
    }

    @Test
    void steps_that_do_not_compile_leave_the_old_ones_in_force() {
        changeSteps("mode == Mode.NOT_MORE_THAN", "mood == Mode.NOT_MORE_THAN");
        assertThat(reload().isNothing()).isTrue();
        assertThat(outcome(rules, "quantity not more than 3", "Berlin 9")).isEqualTo(new Lists(3));
        assertThat(rules.problems()).isNotEmpty().allMatch(problem -> problem.contains("06-quantity-modes.drl:"));
    }

    @Test
    void steps_whose_scenarios_fail_do_not_take_over_and_a_good_included_file_does() {
        folder.write("06-quantity-modes.csv", HEADER + "cap,quantity not more than 3,Berlin 9,,,lists,3,\n")
                .with("x", "x: -> list(40)");
        changeSteps("$candidates.listSellableUpTo($candidates.getCap());", "$candidates.list(2);");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("x")));
        assertThat(outcome(rules, "quantity not more than 3", "Berlin 9")).isEqualTo(new Lists(3));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(40));
        assertThat(rules.problems()).singleElement().asString().contains("06-quantity-modes.csv:2: cap: expected");
    }

    @Test
    void steps_that_break_the_scenarios_of_an_included_file_do_not_take_over() {
        folder.with("z", "z: -> add(1)")
                .write(
                        "included/z.scenarios.csv",
                        HEADER + "four,\"quantity not more than 3; include rules \"\"z\"\"\",Berlin 9,,,lists,4,\n");
        reload();
        assertThat(rules.problems()).isEmpty();
        changeSteps("$candidates.listSellableUpTo($candidates.getCap());", "$candidates.list(2);");
        assertThat(reload().isNothing()).isTrue();
        assertThat(outcome(rules, "quantity not more than 3", "Berlin 9")).isEqualTo(new Lists(3));
        assertThat(rules.problems()).singleElement().asString().contains("z.scenarios.csv:2: four: expected lists 4");
    }

    @Test
    void steps_and_an_included_file_that_fit_only_together_take_over_together() {
        folder.with("z", "z: -> add(1)")
                .write(
                        "included/z.scenarios.csv",
                        HEADER + "four,\"quantity not more than 3; include rules \"\"z\"\"\",Berlin 9,,,lists,4,\n");
        reload();
        changeSteps("$candidates.listSellableUpTo($candidates.getCap());", "$candidates.list(2);");
        folder.with("z", "z: -> add(2)");
        assertThat(reload()).isEqualTo(new RulesChanged(true, Set.of("z")));
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void an_included_file_without_scenarios_does_not_take_over() {
        folder.with("x", "x: -> list(40)").delete("included/x.scenarios.csv").with("y", "y: -> list(50)");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("y")));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(4));
        assertThat(rules.problems())
                .singleElement()
                .asString()
                .startsWith(path.resolve("included/x.scenarios.csv") + ": no scenarios; nobody notices");
        folder.write("included/x.scenarios.csv", HEADER);
        assertThat(reload().isNothing()).as("a header is no scenario").isTrue();
        folder.withScenarios("x");
        assertThat(reload()).isEqualTo(new RulesChanged(false, Set.of("x")));
        assertThat(rules.problems()).isEmpty();
    }

    @Test
    void changed_steps_of_which_one_has_no_scenarios_do_not_take_over() {
        changeSteps("$candidates.listSellableUpTo($candidates.getCap());", "$candidates.list(2);");
        folder.delete("04-share.csv");
        assertThat(reload().isNothing()).isTrue();
        assertThat(outcome(rules, "quantity not more than 3", "Berlin 9")).isEqualTo(new Lists(3));
        assertThat(rules.problems()).singleElement().asString().contains("04-share.csv: no scenarios");
    }

    @Test
    void scenarios_that_go_away_alone_are_told_and_change_nothing() {
        folder.delete("included/x.scenarios.csv").delete("04-share.csv");
        changeSteps("rule \"not more than", "rule \"never more than");
        assertThat(reload().isNothing()).isTrue();
        assertThat(rules.problems()).hasSize(2).allMatch(problem -> problem.contains(": no scenarios"));
        folder.withScenarios();
        assertThat(reload()).isEqualTo(new RulesChanged(true, Set.of()));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isEqualTo(new Lists(4));
        assertThat(rules.problems()).singleElement().asString().contains("x.scenarios.csv: no scenarios");
    }

    @Test
    void at_the_start_steps_without_scenarios_are_used_and_included_files_are_not() {
        folder.delete("04-share.csv").delete("included/x.scenarios.csv");
        rules = folder.load();
        assertThat(rules.tryScenarios()).isEqualTo(new RulesChanged(false, Set.of("x")));
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 9")).isInstanceOf(Holds.class);
        assertThat(outcome(rules, "include rules \"y\"", "Berlin 9")).isEqualTo(new Lists(5));
        assertThat(rules.problems()).hasSize(2).allMatch(problem -> problem.contains(": no scenarios"));
    }

    @Test
    void other_files_change_nothing() {
        folder.write("README.md", "x").write("included/notes.txt", "x");
        assertThat(FolderContent.read(path)).isEqualTo(rules.seen());
    }

    private RulesChanged reload() {
        return rules.takeOver(FolderContent.read(path));
    }

    private void changeSteps(String from, String to) {
        var file = "06-quantity-modes.drl";
        var text = folder.read(file);
        assertThat(text).contains(from);
        folder.write(file, text.replace(from, to));
    }
}
