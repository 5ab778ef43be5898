package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepairTest {
    private static final KnownNames KNOWN = KnownNames.ofWarehouses(Set.of("Berlin", "Hamburg", "Wien"))
            .withRuleFiles(Set.of("house rules", "seasons"))
            .withMarketplaces();

    static List<Path> mistakes() throws IOException {
        try (var files = Files.list(Path.of("src", "test", "resources", "language"))) {
            return files.sorted().toList();
        }
    }

    /// Also what is only likely: applied alone, it takes its mistake away and brings no other.
    @ParameterizedTest
    @MethodSource("mistakes")
    void a_repair_takes_its_mistake_away_and_brings_none(Path file) throws IOException {
        var text = Files.readString(file).split("---------- says ----------\n", 2)[0];
        var before = mistakesIn(text);
        for (var mistake : before) {
            if (mistake.repair().isPresent()) {
                var repaired = Repair.applied(text, List.of(mistake.repair().get()));
                assertThat(mistakesIn(repaired)).as(repaired).hasSizeLessThan(before.size());
            }
        }
    }

    private static List<Diagnostic> mistakesIn(String text) {
        return Checker.read(text, KNOWN).diagnostics().stream()
                .filter(Diagnostic::isError)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void line_ends_comments_and_what_stands_around_stay(String lineEnd) {
        var text = String.join(
                lineEnd,
                "\uFEFFprofile \"🕯 A\"   # ours",
                "  if stock<3   # few",
                "  then\t0 # none",
                "keep 0.1  in reserve;",
                "");
        assertThat(repaired(text))
                .isEqualTo(String.join(
                        lineEnd,
                        "\uFEFFprofile \"🕯 A\"   # ours",
                        "  when available is below 3   # few",
                        "  then\tlist 0 # none",
                        "keep 10%  in reserve",
                        ""));
    }

    @Test
    void of_two_that_touch_only_the_first_is_applied() {
        var one = Repair.certain(new Edit(1, 1, 3, "a"));
        var other = Repair.certain(new Edit(1, 3, 2, "b"));
        assertThat(Repair.applied("xxxyyy", List.of(one, other))).isEqualTo("ayyy");
        assertThat(Repair.applied("xxxyyy", List.of(one, Repair.certain(new Edit(1, 4, 1, "b")))))
                .isEqualTo("abyy");
    }

    @Test
    void a_repair_that_is_only_likely_says_so() {
        assertThat(repairs("quantity custom 5 offer 20%")).allMatch(Repair::certain);
        assertThat(repairs("if stock < 3 then 0")).allMatch(Repair::certain);
        assertThat(repairs("offer 50")).noneMatch(Repair::certain);
        assertThat(repairs("quantity 10")).noneMatch(Repair::certain);
        assertThat(repairs("keep -2 in reserve")).noneMatch(Repair::certain);
        assertThat(repairs("use warehouse \"Berlni\"")).noneMatch(Repair::certain);
        assertThat(repairs("use warehouse \"bERLIN\"")).isNotEmpty().allMatch(Repair::certain);
    }

    /// Certain only where an earlier line says the same word for word.
    @Test
    void a_statement_without_which_all_is_the_same_can_be_taken_out() {
        assertTakenOut(Code.GIVEN_TWICE, true, "keep 2 in reserve\n", "KEEP 2 in reserve # twice", " # twice");
        assertTakenOut(
                Code.NEVER_ACTS,
                true,
                "when available is below 3 then stop\n",
                "when available is below 3\n  then stop # again",
                "\n   # again");
        assertTakenOut(
                Code.NEVER_ACTS,
                false,
                "when available is below 3 then stop\n",
                "when available is below 2 then list 1",
                "");
        assertTakenOut(
                Code.CHANGES_NOTHING,
                false,
                "quantity not more than 5\n",
                "when sku is \"A-1\" then list at most 9",
                "");
        assertThat(Checker.check("profile \"A\"\noffer 10%\noffer 20%\n", KNOWN).diagnostics())
                .singleElement()
                .satisfies(each -> assertThat(each.repair()).isEmpty());
    }

    private static void assertTakenOut(Code code, boolean certain, String before, String statement, String left) {
        var start = "profile \"A\"\n" + before;
        var text = start + statement + "\n";
        var found = Checker.check(text, KNOWN).diagnostics().stream()
                .filter(each -> each.code() == code)
                .toList();
        assertThat(found).hasSize(1);
        var repair = found.getFirst().repair().orElseThrow();
        assertThat(repair.certain()).isEqualTo(certain);
        var repaired = Repair.applied(text, List.of(repair));
        assertThat(repaired).isEqualTo(text.replace(statement, left));
        assertThat(Checker.check(repaired, KNOWN).diagnostics()).isEmpty();
    }

    @Test
    void what_no_row_helps_is_offered_no_repair() {
        assertThat(repairs("please do what is right for every warehouse")).isEmpty();
        assertThat(repairs("when when when then")).isEmpty();
        assertThat(repairs("when moon is full then hold")).isEmpty();
    }

    /// It would read as a statement, and be refused as one.
    @Test
    void what_would_be_wrong_in_another_way_is_not_offered() {
        assertThat(repairs("lead time 45 days")).isEmpty();
        assertThat(repairs("exclude \"\"")).isEmpty();
        assertThat(repairs("if stock between 9 to 3 then hold")).isEmpty();
    }

    /// One after the other, however many statements are wrong at once.
    @Test
    void the_repairs_of_many_mistakes_go_together() {
        var text = Stream.of("exclude \"Outlet\"", "reserve 2", "max 10", "if stock < 3 then 0", "never oversell")
                .collect(Collectors.joining("\n", "profile \"A\"\n", "\n"));
        assertThat(repaired(text)).isEqualTo("""
                profile "A"
                use all warehouses except "Outlet"
                keep 2 in reserve
                quantity not more than 10
                when available is below 3 then list 0
                promise listed is at most available
                """);
    }

    private static List<Repair> repairs(String statement) {
        return Checker.read("profile \"A\"\n" + statement, KNOWN).diagnostics().stream()
                .flatMap(each -> each.repair().stream())
                .toList();
    }

    private static String repaired(String text) {
        return Repair.applied(
                text,
                Checker.read(text, KnownNames.ANY).diagnostics().stream()
                        .flatMap(each -> each.repair().stream())
                        .toList());
    }
}
