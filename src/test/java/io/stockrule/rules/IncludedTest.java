package io.stockrule.rules;

import static io.stockrule.rules.RulesFolder.decide;
import static io.stockrule.rules.RulesFolder.outcome;
import static io.stockrule.rules.RulesFolder.profile;
import static io.stockrule.rules.RulesFolder.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.file.RuleFile;
import io.stockrule.rules.scenario.ScenarioFacts;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome.Holds;
import io.stockrule.stock.Outcome.Lists;
import io.stockrule.stock.Outcome.Stops;
import io.stockrule.stock.TraceStep;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncludedTest {
    @TempDir
    Path path;

    private RulesFolder folder;

    @BeforeEach
    void copyTheSteps() {
        folder = RulesFolder.in(path);
    }

    @Test
    void a_file_acts_after_the_exceptions_and_before_the_guard_and_the_trace_tells_it() {
        var rules =
                folder.with("much", "much of all: listed == 4 -> list(5000000)").load();
        assertThat(decide(rules, "when available is 12 then list 4; include rules \"much\"", "Berlin 12")
                        .trace())
                .map(step -> step.rule() + ": " + step.sentence())
                .containsExactly(
                        "all warehouses count: Berlin 12 available",
                        "product value lists all that is sellable: product value: 12",
                        "exception 1 of the profile: when available is 12 then list 4: 4",
                        "much of all: rules \"much\", \"much of all\", list 5000000: 5000000",
                        "Amazon is never sent less than 0 or more than 999,999: Amazon is sent 0 to 999999: 999999");
    }

    @Test
    void a_profile_without_exceptions_takes_the_same_way() {
        var rules =
                folder.with("less", "less: -> list($listing.getAvailable())").load();
        assertThat(decide(rules, "quantity custom 4; include rules \"less\"", "Berlin -3"))
                .extracting(Decision::outcome, it -> it.trace().getLast().rule())
                .containsExactly(new Lists(0), "Amazon is never sent less than 0 or more than 999,999");
    }

    @Test
    void only_profiles_that_include_a_file_run_it() {
        var rules = folder.with("seven", "seven: -> list(7)").load();
        assertThat(outcome(rules, "", "Berlin 12")).isEqualTo(new Lists(12));
        assertThat(outcome(rules, "include rules \"seven\"", "Berlin 12")).isEqualTo(new Lists(7));
    }

    @Test
    void files_act_in_the_order_that_the_profile_writes_and_see_what_those_before_have_listed() {
        var rules = folder.with("double", "double: listed == 3 -> add(3)", "of six: listed == 6 -> add(1)")
                .with("three", "three: -> list(3)", "of double: listed == 6 -> add(100)")
                .load();
        assertThat(outcome(rules, "include rules \"three\"; include rules \"double\"", "Berlin 12"))
                .isEqualTo(new Lists(6));
        assertThat(outcome(rules, "include rules \"double\"; include rules \"three\"", "Berlin 12"))
                .isEqualTo(new Lists(3));
    }

    @Test
    void holds_and_unknown_stock_skip_all_files() {
        var rules = folder.with("seven", "seven: -> list(7)").load();
        assertThat(outcome(rules, "when available is 1 then hold; include rules \"seven\"", "Berlin 1"))
                .isInstanceOf(Holds.class);
        assertThat(outcome(rules, "quantity single; include rules \"seven\"", "Berlin unknown"))
                .isEqualTo(new Lists(1));
        assertThat(outcome(rules, "when stock is unknown then stop; include rules \"seven\"", "Berlin unknown"))
                .isEqualTo(new Stops());
    }

    @Test
    void a_stop_stays_a_stop_until_a_rule_lists_something() {
        var rules = folder.with("capped", "capped: -> listAtMost(3)")
                .with("one", "one: -> listAtLeast(1)")
                .load();
        assertThat(outcome(rules, "when available is 1 then stop; include rules \"capped\"", "Berlin 1"))
                .isEqualTo(new Stops());
        assertThat(decide(rules, "when available is 1 then stop; include rules \"one\"", "Berlin 1"))
                .extracting(
                        Decision::outcome, it -> it.trace().getLast().before().orElseThrow())
                .containsExactly(new Lists(1), 0L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            OPERATION                               | LISTED | SENTENCE
            list(4)                                 |      4 | list 4: 4
            listAtMost(4)                           |      4 | list at most 4: 4
            listAtMost(40)                          |      8 |
            listAtLeast(40)                         |     40 | list at least 40: 40
            listAtLeast(4)                          |      8 |
            add(2)                                  |     10 | add 2: 10
            subtract(2)                             |      6 | subtract 2: 6
            subtract(9)                             |      0 | subtract 9: 0
            keepInReserve(5)                        |      5 | keep 5 in reserve: 5
            keepInReserve(2)                        |      8 |
            keepInReserve(99)                       |      0 | keep 99 in reserve: 0
            list($listing.getSellable())            |     10 | list 10: 10
            """)
    void an_operation_does_what_its_name_says(String operation, int listed, String sentence) {
        var rules = folder.with("x", "it: -> " + operation).load();
        var decision = decide(rules, "keep 2 in reserve; quantity not more than 8; include rules \"x\"", "Berlin 12");
        assertThat(decision.outcome()).isEqualTo(new Lists(listed));
        assertThat(decision.trace().stream().map(TraceStep::sentence).filter(it -> it.startsWith("rules")))
                .containsExactlyElementsOf(Optional.ofNullable(sentence).map("rules \"x\", \"it\", "::concat).stream()
                        .toList());
    }

    @Test
    void a_hold_says_its_reason_and_is_the_last_word() {
        var rules = folder.with("wait", "wait: -> hold(\"the recall is not over\")", "go on: -> list(5)")
                .with("after", "after: -> list(6)")
                .load();
        assertThat(outcome(rules, "include rules \"wait\"; include rules \"after\"", "Berlin 1"))
                .isEqualTo(new Holds("the recall is not over"));
    }

    @Test
    void what_stops_already_is_not_stopped_again() {
        var rules = folder.with("one", "one: -> stop()", "two: -> stop()")
                .with("three", "three: -> stop()")
                .load();
        assertThat(decide(rules, "include rules \"one\"; include rules \"three\"", "Berlin 1")
                        .trace())
                .map(step -> step.rule() + ": " + step.sentence())
                .containsExactly(
                        "all warehouses count: Berlin 1 available",
                        "product value lists all that is sellable: product value: 1",
                        "one: rules \"one\", \"one\", stop: 0");
    }

    @Test
    void a_hold_is_told_with_its_file() {
        var rules =
                folder.with("wait", "wait: -> hold(\"the recall is not over\")").load();
        assertThat(decide(rules, "include rules \"wait\"", "Berlin 1")
                        .trace()
                        .getLast()
                        .sentence())
                .isEqualTo("rules \"wait\", \"wait\", hold, the recall is not over");
    }

    @Test
    void rules_act_from_top_to_bottom_unless_salience_says_otherwise() {
        folder.write("included/x.drl", RulesFolder.HEAD + """
                rule "last" salience -1 when $l : Listing() then $l.add(1); end
                rule "one" when $l : Listing() then $l.list(10); end
                rule "two" when $l : Listing() then $l.listAtMost(5); end
                rule "first" salience 10 when $l : Listing() then $l.list(100); end
                """);
        assertThat(decide(folder.load(), "include rules \"x\"", "Berlin 1").trace())
                .map(TraceStep::rule)
                .endsWith("first", "one", "two", "last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sku == \"A-1\"",
                "title str[startsWith] \"Aroma\"",
                "vendor in (\"Nordlicht\", \"Wachs & Co\")",
                "productType != \"\"",
                "barcode matches \"[0-9]+\"",
                "tags contains \"candle\"",
                "tags not contains \"mug\"",
                "collections contains \"Winter, 2026\"",
                "marketplace == \"DE\"",
                "packSize == 2",
                "keepsSelling == true",
                "keepsSelling",
                "available == 7",
                "sellable == 3",
                "listed == 3",
                "lastDecided == 4",
                "hasAtLeast(7, \"Berlin\")",
                "!hasAtLeast(8, \"Berlin\")",
                "hasLessThan(8, \"Berlin\")",
                "!hasAtLeast(0, \"Hamburg\") && !hasLessThan(9, \"Hamburg\")",
                "!hasLessThan(9, \"Paris\")",
                "date == 20261224",
                "date >= 20261201 && date <= 20261231",
                "monthAndDay == 1224",
                "dayOfWeek == \"thursday\"",
                "time >= 800, time < 900",
                "available > listed"
            })
    void conditions_see_every_fact(String condition) {
        var cells = Map.ofEntries(
                Map.entry("sku", "A-1"),
                Map.entry("title", "Aroma candle"),
                Map.entry("vendor", "Nordlicht"),
                Map.entry("product type", "Candle"),
                Map.entry("barcode", "4006381333931"),
                Map.entry("tags", "candle; gift"),
                Map.entry("collections", "Winter, 2026"),
                Map.entry("marketplace", "DE"),
                Map.entry("pack", "2"),
                Map.entry("keeps selling", "yes"),
                Map.entry("levels", "Berlin 7; Hamburg unknown"),
                Map.entry("last decided", "4"),
                Map.entry("date", "2026-12-24"),
                Map.entry("time", "08:30"));
        var facts = ScenarioFacts.read(column -> cells.getOrDefault(column, ""));
        var rules = folder.with("x", "seen: " + condition + " -> list(99)").load();
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.decide(List.of(new Question(profile("include rules \"x\""), facts)))
                        .getFirst()
                        .outcome())
                .isEqualTo(new Lists(99));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keepsSelling",
                "hasLessThan(7, \"Berlin\")",
                "hasAtLeast(8, \"Berlin\")",
                "hasLessThan(1, \"Paris\")",
                "lastDecided == 0"
            })
    void conditions_that_do_not_hold_change_nothing(String condition) {
        var rules = folder.with("x", "never: " + condition + " -> list(99)").load();
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 7")).isEqualTo(new Lists(7));
    }

    @Test
    void what_is_not_given_has_a_value_of_its_own() {
        var rules = folder.with(
                        "x",
                        "none: lastDecided == -1, date == 0, monthAndDay == 0, dayOfWeek == \"\", time == -1 -> list(9)")
                .load();
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 1")).isEqualTo(new Lists(9));
    }

    @Test
    void a_condition_that_fails_holds_its_listing_alone_and_names_rule_and_file() {
        var rules = folder.with("x", "a tenth: 10 / available > 4 -> list(4)").load();
        var questions = List.of(
                question("include rules \"x\"", "Berlin 2"),
                question("include rules \"x\"", "Berlin 0"),
                question("", "Berlin 0"));
        assertThat(rules.decide(questions))
                .map(Decision::outcome)
                .containsExactly(
                        new Lists(4), new Holds("rule \"a tenth\" of the included file \"x\" failed"), new Lists(0));
        assertThat(rules.decide(questions).getFirst())
                .as("its trace tells each step once")
                .isEqualTo(rules.decide(List.of(questions.getFirst())).getFirst());
    }

    @Test
    void a_file_over_its_limit_of_firings_holds_its_listing_alone_and_is_named() {
        var many = new ArrayList<String>();
        for (int i = 0; i < 21; i++) {
            many.add("rule " + i + ": available == 5 -> add(1)");
        }
        folder.with("x", many.toArray(String[]::new));
        var rules = Rules.of(OurRules.compiled(path), 20);
        assertThat(rules.decide(List.of(
                        question("include rules \"x\"", "Berlin 5"), question("include rules \"x\"", "Berlin 4"))))
                .map(Decision::outcome)
                .contains(new Lists(4));
        assertThat(rules.decide(List.of(question("include rules \"x\"", "Berlin 5"))))
                .map(Decision::outcome)
                .containsExactly(new Holds("the rules of the included file \"x\" ran over their limit of 20 firings"));
    }

    @Test
    void thousands_together_get_the_answers_that_each_gets_alone_with_and_without_trace() {
        var rules = folder.with("low", "low: available < 50 -> stop()", "cap: available > 500 -> listAtMost(400)")
                .with("odd", "odd: packSize == 1, sellable > 90 -> keepInReserve(10)")
                .load();
        var statements = List.of(
                "include rules \"low\"",
                "include rules \"odd\"; include rules \"low\"",
                "when available is above 700 then hold; include rules \"low\"; include rules \"odd\"",
                "when available is 3 then list 5",
                "");
        var profiles = statements.stream().map(RulesFolder::profile).toList();
        var questions = new ArrayList<Question>();
        for (int i = 0; i < 3_000; i++) {
            questions.add(
                    new Question(profiles.get(i % profiles.size()), ScenarioFacts.read("Berlin " + i % 1_009, "", "")));
        }
        var alone = questions.stream()
                .map(question -> rules.decide(List.of(question)).getFirst())
                .toList();
        assertThat(rules.decide(questions)).isEqualTo(alone);
        assertThat(rules.decideWithoutTrace(questions))
                .map(Decision::outcome)
                .isEqualTo(alone.stream().map(Decision::outcome).toList());
    }

    @Test
    void a_file_with_a_mistake_holds_only_those_who_include_it() {
        var rules = folder.with("bad", "bad: color == 3 -> list(4)")
                .with("good", "good: -> list(4)")
                .load();
        assertThat(rules.problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("bad.drl:3: ")
                .contains("color");
        assertThat(rules.includable()).containsExactlyInAnyOrder("bad", "good");
        assertThat(outcome(rules, "include rules \"bad\"", "Berlin 9"))
                .isEqualTo(new Holds("the rule file \"bad\" has a mistake"));
        assertThat(outcome(rules, "include rules \"good\"", "Berlin 9")).isEqualTo(new Lists(4));
        assertThat(outcome(rules, "", "Berlin 9")).isEqualTo(new Lists(9));
    }

    @Test
    void a_file_that_is_not_there_holds_with_its_name() {
        assertThat(outcome(folder.load(), "include rules \"gone\"", "Berlin 9"))
                .isEqualTo(new Holds("there is no rule file \"gone\""));
    }

    @Test
    void two_files_of_one_name_are_a_mistake() {
        var rules = folder.with("twice", "x: -> list(4)")
                .write("included/twice.csv", "RuleSet,rules\n")
                .load();
        assertThat(rules.problems())
                .singleElement()
                .asString()
                .startsWith("more than one rule file has the name \"twice\": ")
                .contains("twice.csv", "twice.drl");
    }

    @Test
    void a_file_may_be_as_large_as_it_may_be() {
        var text = RulesFolder.HEAD + "rule \"x\" when $l : Listing() then $l.list(4); end\n//";
        var rules = folder.write("included/x.drl", text + "-".repeat(RuleFile.LARGEST - text.length()))
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"x\"", "Berlin 7")).isEqualTo(new Lists(4));
    }

    @Test
    void files_that_are_too_large_or_hold_no_rule_or_no_text_are_refused() throws Exception {
        folder.write("included/large.drl", "/".repeat(RuleFile.LARGEST + 1)).write("included/empty.drl", "package x;");
        java.nio.file.Files.write(path.resolve("included/binary.drl"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(folder.load().problems())
                .satisfiesExactly(
                        it -> assertThat(it).endsWith("binary.drl: is not UTF-8"),
                        it -> assertThat(it).endsWith("empty.drl: holds no rule"),
                        it -> assertThat(it).contains("large.drl: is larger than a rule file may be"));
    }

    @Test
    void files_of_programs_that_have_a_table_open_are_left_alone() {
        var rules = folder.write("included/~$caps.xlsx", "x")
                .write("included/.hidden.drl", "x")
                .load();
        assertThat(rules.includable()).isEmpty();
    }

    @Test
    void numbers_that_are_no_time_name_no_moment() {
        var rules = folder.with("x", "never: time >= 2400, time < 1860, available > 12345 -> stop()")
                .with("late", "late: time > 2359, time < 959 -> stop()")
                .load();
        var night = LocalDateTime.parse("2026-05-01T00:00:00");
        assertThat(rules.current().nextChange(profile("include rules \"x\""), night))
                .contains(LocalDateTime.parse("2026-05-02T00:00:00"));
        assertThat(rules.current().nextChange(profile("include rules \"late\""), night))
                .contains(LocalDateTime.parse("2026-05-01T09:59:00"));
        assertThat(rules.current()
                        .nextChange(profile("include rules \"late\""), LocalDateTime.parse("2026-05-01T12:00:00")))
                .contains(LocalDateTime.parse("2026-05-01T23:59:00"));
    }

    @Test
    void a_file_that_looks_at_the_time_names_the_moments_to_decide_again() {
        var rules = folder.with("times", "evening: time >= 1830, time < 1900 -> stop()")
                .with("days", "weekend: dayOfWeek in (\"saturday\", \"sunday\") -> stop()")
                .with("none", "none: available == 1830 -> stop()")
                .load();
        var noon = LocalDateTime.parse("2026-05-01T12:00:00");
        var evening = LocalDateTime.parse("2026-05-01T19:30:00");
        assertThat(rules.current().nextChange(profile("include rules \"times\""), noon))
                .contains(LocalDateTime.parse("2026-05-01T18:30:00"));
        assertThat(rules.current().nextChange(profile("include rules \"times\""), evening))
                .contains(LocalDateTime.parse("2026-05-02T00:00:00"));
        assertThat(rules.current().nextChange(profile("include rules \"days\""), noon))
                .contains(LocalDateTime.parse("2026-05-02T00:00:00"));
        assertThat(rules.current().nextChange(profile("include rules \"none\""), noon))
                .isEmpty();
        assertThat(rules.current().nextChange(profile(""), noon)).isEmpty();
    }
}
