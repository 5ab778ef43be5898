package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows of LANGUAGE §4: what a profile is refused for, and what it is warned of.
class SavingChecksTest {
    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ROW                                      | CODE  | STATEMENTS
            syntax                                   | SR101 | quantity not mroe than 3
            a statement given too often              | SR202 | keep 1 in reserve; keep 2 in reserve
            an unknown warehouse                     | SR201 | use warehouse "Berlim"
            an unknown rule file                     | SR207 | include rules "none"
            a comparison that no number satisfies    | SR204 | when available is between 9 and 3 then hold
            tests of one amount that cannot all hold | SR208 | when available is 1 and available is 2 then hold
            such tests behind an or                  | SR208 | when vendor is "A" or (available is 1 and available is 2) then hold
            such tests behind a not                  | SR208 | when not (vendor is "A" or available is 1 and available is 2) then hold
            dates that cannot all be                 | SR208 | when date is before 2026-03-01 and date is after 2026-03-05 then hold
            a promise other than 0 and 0             | SR209 | promise listed is 5 when available is 5
            a broken promise                         | SR210 | when available is 0 then add 1; promise listed is at most available
            a broken promise of nothing              | SR210 | quantity single stock; promise listed is 0 when available is 0
            a broken promise never to rise           | SR210 | when available is 9 then stop; promise listed never rises when available falls
            a failed expectation                     | SR206 | expect available 3 lists 4
            """)
    void an_error_refuses(String row, String code, String statements) {
        assertThat(check(statements)).as(row).isInstanceOf(Checked.Rejected.class);
        assertThat(codes(statements)).as(row).contains(code);
    }

    @Test
    void warnings_however_many_accept() {
        assertThat(check(idle(150))).isInstanceOf(Checked.Accepted.class);
        var told = check(idle(150)).diagnostics();
        assertThat(told).hasSize(101).noneMatch(Diagnostic::isError);
        assertThat(told.getLast().message()).isEqualTo("from here on there are 50 more warnings");
    }

    @Test
    void an_error_is_told_however_many_warnings_stand_before_it() {
        var checked = check("when sellable is below 0 then stop; ".repeat(150) + "expect available 3 lists 4");
        assertThat(checked).isInstanceOf(Checked.Rejected.class);
        assertThat(checked.diagnostics()).filteredOn(Diagnostic::isError).hasSize(1);
        assertThat(checked.diagnostics().getLast().message()).isEqualTo("from here on there are 51 more warnings");
    }

    @Test
    void of_many_errors_the_first_are_told_and_how_many_more_there_are() {
        var told = check("keep nothing; ".repeat(120)).diagnostics();
        assertThat(told).hasSize(101).allMatch(Diagnostic::isError);
        assertThat(told.getLast().message()).isEqualTo("from here on there are 20 more mistakes");
    }

    /// The first exception acts on all, and leaves nothing to the others.
    private static String idle(int exceptions) {
        return "when available is at least 0 or available is below 0 then hold; "
                + "when available is 3 then stop; ".repeat(exceptions);
    }

    @ParameterizedTest(name = "{0} is warned of")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            ROW                                         | CODE  | STATEMENTS
            listing more than is available              | SR304 | when available is 3 then list 5
            an exception that earlier ones cover        | SR305 | when available is below 9 then hold; when available is 3 then stop
            an exception whose condition is never true  | SR305 | when available is below 3 and sellable is 4 then hold
            an exception that changes nothing           | SR306 | when available is 0 then list 0
            a deactivated warehouse                     | SR302 | use warehouses "Berlin", "Closed"
            a cap below the minimum                     | SR303 | quantity not more than 2; list nothing below 3
            a cap below the step                        | SR303 | quantity not more than 4; list in steps of 5
            a step that is reached at a level not named | SR304 | list in steps of 50; when available is above 20 then add 3
            a test that no step comes to                | SR305 | list in steps of 5; when listed is 7 then stop
            listed rising when stock falls              | SR307 | when available is 9 then list at most 3
            """)
    void a_warning_accepts(String row, String code, String statements) {
        assertThat(check(statements)).as(row).isInstanceOf(Checked.Accepted.class);
        assertThat(codes(statements)).as(row).contains(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quantity single stock; promise listed never rises when available falls
            quantity custom quantity 5
            keep 20% in reserve; offer 33%; promise listed is at most available
            keep 50% in reserve; promise listed never rises when available falls
            list in steps of 5; promise listed never rises when available falls; promise listed is at most available
            list in steps of 50; when available is below 50 then list product value; promise listed is at most available
            when stock is unknown then list 5; promise listed is at most available
            when available is 5 then hold; promise listed never rises when available falls
            when sku is "A" and vendor is "B" then hold; when sku is "A" then stop
            when available is 4 then list 4; promise listed is 0 when available is 0
            """)
    void what_keeps_its_promises_is_accepted(String statements) {
        assertThat(codes(statements)).isSubsetOf("SR306"); // list 4 of 4 says nothing
        assertThat(check(statements)).isInstanceOf(Checked.Accepted.class);
    }

    @Test
    void one_sku_cannot_be_two_but_one_listing_can_have_two_tags() {
        assertThat(codes("when sku is \"A\" and sku is \"B\" then list 5; promise listed is at most available"))
                .doesNotContain("SR210");
        assertThat(codes("when tag is \"A\" and tag is \"B\" then list 5; promise listed is at most available"))
                .contains("SR210");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            when sellable is below 1 then hold
            when not available at "Berlin" is 3 and not available at "Berlin" is not 3 then hold
            when not date is before 2026-03-01 and not date is after 2026-02-28 then hold
            quantity not more than 3; list nothing below 3
            quantity not more than 5; list in steps of 5
            list in steps of 5; when listed is 5 then hold
            """)
    void what_just_can_be_is_not_taken_for_impossible(String statements) {
        assertThat(codes(statements)).doesNotContain("SR208", "SR301", "SR303");
    }

    @Test
    void expectations_of_included_rules_are_tried_with_what_decides() {
        var text = text("include rules \"house\"; expect available 3 lists 1");
        Decides one = (_, _) -> new Decision(new Outcome.Lists(1), OptionalInt.empty(), List.of());
        assertThat(Checker.check(text, known(), one)).isInstanceOf(Checked.Accepted.class);
        assertThat(Checker.check(text, known(), Interpreter::decide).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.EXPECTATION_FAILED);
        assertThat(codes("include rules \"house\"; expect available 3 lists 1")).containsExactly("SR309");
    }

    @Test
    void included_rules_are_tried_for_what_is_warned_of_and_it_is_said_that_not_all_was() {
        Decides one = (_, _) -> new Decision(new Outcome.Lists(1), OptionalInt.empty(), List.of());
        assertThat(Checker.check(text("include rules \"house\""), known(), one).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(Code.LISTS_MORE_THAN_AVAILABLE, Code.CHECKED_BY_SAMPLING);
        assertThat(Checker.check(text("include rules \"house\""), known(), Interpreter::decide)
                        .diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.CHECKED_BY_SAMPLING);
    }

    @Test
    void of_many_unknown_texts_a_few_are_searched_for_what_was_meant() {
        var tags = IntStream.range(0, 2_000).mapToObj("tag %04d"::formatted).collect(Collectors.toSet());
        var known = KnownNames.ANY.withTexts(Word.Named.TAG, tags);
        var tests = IntStream.range(0, 60).mapToObj("tag is \"tog %04d\""::formatted);
        var told = Checker.check(text("when " + tests.collect(Collectors.joining(" or ")) + " then hold"), known)
                .diagnostics();
        assertThat(told).hasSize(60).allMatch(each -> each.code() == Code.UNKNOWN_TEXT);
        assertThat(told.stream().filter(each -> each.help().orElse("").startsWith("did you mean")))
                .hasSize(20);
    }

    @Test
    void ten_of_the_known_names_are_told() {
        var names = IntStream.rangeClosed(1, 12).mapToObj("W%02d"::formatted).collect(Collectors.toSet());
        var told = Checker.check(text("use warehouse \"Nowhere\""), KnownNames.ofWarehouses(names))
                .diagnostics();
        assertThat(told)
                .singleElement()
                .satisfies(each -> assertThat(each.help())
                        .hasValueSatisfying(help -> assertThat(help).contains("W10 and 2 more")));
        names.removeAll(Set.of("W11", "W12"));
        assertThat(Checker.check(text("use warehouse \"Nowhere\""), KnownNames.ofWarehouses(names))
                        .diagnostics())
                .singleElement()
                .satisfies(each -> assertThat(each.help().orElseThrow()).doesNotContain("more"));
    }

    @Test
    void promises_of_included_rules_are_sampled_with_what_decides() {
        var text = text("include rules \"house\"; promise listed is at most available");
        Decides one = (_, _) -> new Decision(new Outcome.Lists(1), OptionalInt.empty(), List.of());
        assertThat(Checker.check(text, known(), one).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(Code.PROMISE_BROKEN, Code.CHECKED_BY_SAMPLING);
        assertThat(Checker.check(text, known(), Interpreter::decide)).isInstanceOf(Checked.Accepted.class);
        assertThat(codes("include rules \"house\"; promise listed is at most available"))
                .containsExactly("SR309");
    }

    @Test
    void a_promise_that_nothing_rises_tells_where_percentages_round_too_variously_to_be_sure() {
        var promised = "; promise listed never rises when available falls";
        var varied = "use the first of \"Berlin\", \"Closed\" with at least 2; keep 33% in reserve";
        assertThat(codes(varied + promised)).contains("SR308");
        assertThat(codes(varied)).doesNotContain("SR308");
        assertThat(codes(varied.replace("33", "20") + promised)).doesNotContain("SR308");
    }

    @Test
    void what_was_accepted_once_is_read_without_being_tried_again() {
        var text = text("when available is 3 then list 5; promise listed is at most available");
        assertThat(Checker.read(text, known())).isInstanceOf(Checked.Accepted.class);
    }

    @Test
    void the_same_text_gets_the_same_answer() {
        var many = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            many.append("when tag is \"T%d\" and available is below %d then list at most %d; ".formatted(i, i * 3, i));
        }
        assertThat(check(many.toString()).diagnostics())
                .isEqualTo(check(many.toString()).diagnostics())
                .extracting(Diagnostic::code)
                .contains(Code.CHECKED_BY_SAMPLING);
    }

    private static List<String> codes(String statements) {
        return check(statements).diagnostics().stream()
                .map(each -> each.code().id())
                .distinct()
                .toList();
    }

    private static Checked check(String statements) {
        return Checker.check(text(statements), known());
    }

    private static KnownNames known() {
        var names = KnownNames.ofWarehouses(Set.of("Berlin", "Closed"));
        return names.withClosed(Set.of("Closed")).withRuleFiles(Set.of("house"));
    }

    private static String text(String statements) {
        return "profile \"Test\"\n" + statements.replace("; ", "\n");
    }
}
