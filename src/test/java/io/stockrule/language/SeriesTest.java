package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.check.TriedLine;
import io.stockrule.language.coverage.Coverage;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.ProfileWriter;
import io.stockrule.rules.GeneratedProfiles;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expectations of several steps.
class SeriesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '\'', textBlock = """
            FIRST                     | THEN                  | STOCK
            available 5               | 4                     | *=4
            available 5               | available 4           | *=4
            available 5               | pack 2                | *=5
            available 5               | "Berlin" 4            | Berlin=4
            available 5               | stock unknown         | ''
            stock unknown             | 3                     | *=3
            "Berlin" 5, "Wien" 2      | "Berlin" 0            | Berlin=0 Wien=2
            "Berlin" 5, "Wien" 2      | "Hamburg" 1           | Berlin=5 Wien=2 Hamburg=1
            "Berlin" 5, "Wien" 2      | available 3           | *=3
            "Berlin" 5 incoming 3     | "Wien" 1              | Berlin=5+3 Wien=1
            "Berlin" 5 incoming 3     | "Berlin" 1            | Berlin=1
            "Berlin" 5                | with tag is "a"       | Berlin=5
            """)
    void a_step_says_what_becomes_other_of_the_stock(String first, String then, String stock) {
        var step = step("expect %s holds then %s holds".formatted(first, then));
        assertThat(step.variant().stock().stream().map(SeriesTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(stock);
    }

    private static String shown(WarehouseStock level) {
        var name = List.of("Berlin", "Wien", "Hamburg").contains(level.warehouse()) ? level.warehouse() : "*";
        long incoming = level.incoming().orElse(0);
        return name + "=" + level.available().orElseThrow() + (incoming == 0 ? "" : "+" + incoming);
    }

    @Test
    void what_a_step_does_not_say_stays() {
        var step = step("""
                expect available 5, pack 3, shopify keeps selling with tag is "a", vendor is "V" on 2026-12-24 08:30 holds
                  then 4 with tag is "b", tag is "c" holds
                """);
        assertThat(step.packSize()).isEqualTo(3);
        assertThat(step.variant().keepsSelling()).isTrue();
        assertThat(step.variant().tags()).containsExactly("b", "c");
        assertThat(step.variant().vendor()).isEqualTo("V");
        assertThat(step.date()).hasToString("Optional[2026-12-24]");
        assertThat(step.time()).hasToString("Optional[08:30]");
    }

    @Test
    void a_day_that_a_step_says_keeps_the_time() {
        assertThat(step("expect available 5 on 2026-12-24 08:30 holds then on 2026-12-25 holds"))
                .satisfies(it -> assertThat(it.date()).hasToString("Optional[2026-12-25]"))
                .satisfies(it -> assertThat(it.time()).hasToString("Optional[08:30]"));
    }

    private static ListingFacts step(String expect) {
        return ProfileText.read("profile \"A\"\n" + expect + "\n")
                .expectations()
                .getFirst()
                .then()
                .getFirst()
                .facts();
    }

    @Test
    void each_step_that_fails_is_told_where_it_is_expected() {
        var text =
                "profile \"A\"\nquantity not more than 3\nexpect available 9 lists 3, then 4 lists 4, then 0 holds\n";
        var found = Checker.check(text, KnownNames.ANY).diagnostics();
        assertThat(found)
                .extracting(Diagnostic::message)
                .containsExactly(
                        "the profile lists 3 in step 2 of 3, but is expected to list 4",
                        "the profile lists 0 in step 3 of 3, but is expected to hold");
        assertThat(found).extracting(Diagnostic::span).containsExactly(new Span(3, 36, 7), new Span(3, 52, 5));
    }

    @Test
    void a_first_step_that_fails_is_underlined_without_the_others() {
        var text = "profile \"A\"\nexpect available 9 lists 3, then 4 lists 4\n";
        var found = Checker.check(text, KnownNames.ANY).diagnostics();
        assertThat(found)
                .singleElement()
                .satisfies(it -> assertThat(it.span()).isEqualTo(new Span(2, 1, 26)))
                .satisfies(it -> assertThat(it.message()).contains("in step 1 of 2"));
    }

    @Test
    void a_change_of_the_profile_is_offered_with_which_a_step_comes_true() {
        var text = "profile \"A\"\nquantity not more than 3\nexpect available 9 lists 5\n  then 4 lists 4\n";
        assertThat(Checker.check(text.replace("9 lists 5", "2 lists 2"), KnownNames.ANY)
                        .diagnostics())
                .singleElement()
                .satisfies(
                        it -> assertThat(it.help().orElseThrow()).contains("it holds with: quantity not more than 4"));
    }

    @Test
    void what_is_expected_of_a_step_can_be_corrected() {
        var text = "profile \"A\"\nexpect available 9 lists 9, then 4 holds, then stock unknown lists 1\n";
        var repairs = Checker.check(text, KnownNames.ANY).diagnostics().stream()
                .map(each -> each.repair().orElseThrow())
                .toList();
        assertThat(repairs).hasSize(2).noneMatch(Repair::certain);
        assertThat(Checker.check(Repair.applied(text, repairs), KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);
    }

    @Test
    void one_of_a_hundred_generated_profiles_has_a_series_at_least() {
        var profiles = new GeneratedProfiles(7);
        assertThat(Stream.generate(profiles::profile)
                        .limit(500)
                        .filter(each -> each.expectations().stream().anyMatch(Expectation::isSeries)))
                .hasSizeGreaterThan(5);
    }

    @Test
    void a_line_with_a_step_that_fails_has_failed() {
        var text = "profile \"A\"\nexpect available 9 lists 9\n  then 4 lists 5\nexpect available 1 lists 1\n";
        assertThat(TriedLine.of(text, Checker.check(text, KnownNames.ANY)))
                .extracting(TriedLine::state)
                .containsExactly(TriedLine.State.FAILED, TriedLine.State.HELD);
    }

    @Test
    void rule_files_are_told_the_number_that_the_step_before_came_to_and_none_after_a_hold() {
        var text = """
                profile "A"
                include rules "memory"
                expect available 9 lists 9
                  then 4 lists 4
                  then stock unknown holds
                  then available 6 lists 6
                expect available 2 lists 2
                """;
        var last = new ArrayList<OptionalInt>();
        var checked = Checker.check(text, KnownNames.ANY, (profile, facts) -> {
            last.add(facts.lastDecided());
            return Interpreter.decide(profile, facts);
        });
        assertThat(checked).isInstanceOf(Checked.Accepted.class);
        assertThat(last.subList(0, 5))
                .containsExactly(
                        OptionalInt.empty(),
                        OptionalInt.of(9),
                        OptionalInt.of(4),
                        OptionalInt.empty(),
                        OptionalInt.empty());
    }

    /// The number that was decided counts, not the one that was expected.
    @Test
    void a_step_that_fails_hands_on_what_was_decided() {
        var last = new ArrayList<OptionalInt>();
        Checker.check(
                "profile \"A\"\ninclude rules \"m\"\nexpect available 9 lists 1 then 4 holds",
                KnownNames.ANY,
                (_, facts) -> {
                    last.add(facts.lastDecided());
                    return new Decision(new Outcome.Lists(7), OptionalInt.empty(), List.of());
                });
        assertThat(last.subList(0, 2)).containsExactly(OptionalInt.empty(), OptionalInt.of(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '\'', textBlock = """
            EXPECT                                            | CODE  | HELP
            available 12, then 4, then 0 lists 10             | SR101 | step 1 does not say what is expected of it
            available 12 lists 10, then 4, then 0 lists 0     | SR101 | step 2 does not say what is expected of it
            available 12 lists 10, then 4                     | SR101 | step 2 does not say what is expected of it
            available 12 lists 10, 4 lists 4                  | SR101 | write: expect available 12 lists 10, then 4 lists 4
            "Berlin" 12 lists 12 then 4 lists 4               | SR205 | such as then "Berlin" 4
            available 2 lists 2 then 4, stock unknown holds   | SR205 | give each fact once
            available 2 lists 2 then pack 0 lists 2           | SR108 | write pack 1 or more
            available 2 lists 2 then on 12-24 lists 2         | SR110 | on 2026-12-24
            """)
    void a_mistake_is_told_with_what_to_write(String expect, String code, String help) {
        assertThat(Checker.check("profile \"A\"\nexpect " + expect, KnownNames.ANY)
                        .diagnostics())
                .filteredOn(Diagnostic::isError)
                .first()
                .satisfies(it -> assertThat(it.code().id()).isEqualTo(code))
                .satisfies(it -> assertThat(it.help().orElse("")).contains(help));
    }

    @Test
    void a_warehouse_that_is_unknown_is_found_in_every_step() {
        var known = KnownNames.ofWarehouses(Set.of("Berlin"));
        assertThat(Checker.check("profile \"A\"\nexpect \"Berlin\" 1 lists 1 then \"Berlim\" 2 lists 3", known)
                        .diagnostics())
                .extracting(Diagnostic::code)
                .contains(Code.UNKNOWN_WAREHOUSE);
    }

    @Test
    void an_expectation_has_at_most_fifty_steps() {
        assertThat(Checker.check(ofSteps(50), KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);
        assertThat(Checker.check(ofSteps(51), KnownNames.ANY).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.TOO_MANY_STEPS);
    }

    private static String ofSteps(int count) {
        return "profile \"A\"\nexpect available 1 lists 1"
                + IntStream.range(1, count)
                        .mapToObj(i -> "\n then %d lists %d".formatted(i, i))
                        .collect(Collectors.joining());
    }

    @Test
    void coverage_counts_what_each_step_tries() {
        var text = "profile \"A\"\nquantity not more than 3\nlist nothing below 2\n";
        var single = text + "expect available 3 lists 3\nexpect available 4 lists 3\nexpect available 1 lists 0\n"
                + "expect available 2 lists 2\n";
        var series = text + "expect available 3 lists 3 then 4 lists 3 then 1 lists 0 then 2 lists 2\n";
        assertThat(coverage(series).isFull()).isTrue();
        assertThat(coverage(series).sides()).isEqualTo(coverage(single).sides());
        assertThat(coverage(series).expectations()).isEqualTo(1);
    }

    private static Coverage coverage(String text) {
        return Coverage.of(text, ProfileText.read(text), KnownNames.ANY, Interpreter::decide);
    }

    @Test
    void a_long_series_is_written_a_step_a_line() {
        var text = "profile \"A\"\nexpect available 12 lists 12, then 4 lists 4, then 0 lists 0 # why\n";
        assertThat(Formatter.format(text)).isEqualTo(text.replace(" # why", "  # why"));
        var step = ", then \"Berlin\" 5, \"Hamburg\" 6, \"Wien\" 7 lists 18";
        var line = "expect \"Berlin\" 4 lists 4" + step + step;
        var formatted = Formatter.format("profile \"A\"\n" + line + " # why\n");
        assertThat(formatted).isEqualTo("""
                profile "A"
                expect "Berlin" 4 lists 4,
                  then "Berlin" 5, "Hamburg" 6, "Wien" 7 lists 18,
                  then "Berlin" 5, "Hamburg" 6, "Wien" 7 lists 18  # why
                """);
        assertThat(Formatter.format(formatted)).isEqualTo(formatted);
    }

    @Test
    void a_series_is_written_with_what_changes() {
        var written = """
                profile "A"
                expect "Berlin" 5, "Wien" 2 with tag is "a", vendor is "V" on 2026-12-24 08:30 lists 7
                  then "Berlin" 0, "Wien" 2 lists 2
                  then pack 2 with vendor is "" lists 1
                  then pack 1 on 2026-12-25 08:30 lists 2
                  then stock unknown holds
                  then available 4 lists 4
                  then lists 4
                """;
        var profile = ProfileText.read(written);
        var again = ProfileWriter.write(profile);
        assertThat(ProfileText.read(again).meaning()).isEqualTo(profile.meaning());
        assertThat(again).contains("\n  then stock unknown holds\n  then available 4 lists 4\n  then lists 4");
    }
}
