package io.stockrule.language.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.ProfileText;
import io.stockrule.language.Span;
import io.stockrule.language.check.Checker;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statements stand below a name; [Coverage] tells what their `expect` lines try, and writes others.
class CoverageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            STATEMENTS                                                           | COVERED | WRITTEN
            keep 2 in reserve                                                    | 0/3     | expect available 3 lists 1
            keep 2 in reserve; expect available 9 lists 7                        | 3/3     |
            keep 10% in reserve                                                  | 0/3     | expect available 100 lists 90
            offer 50%                                                            | 0/3     | expect available 100 lists 50
            quantity not more than 3; expect available 20 lists 3                | 2/3     | expect available 1 lists 1
            quantity not more than 3; expect available 2 lists 2                 | 1/3     | expect available 4 lists 3
            quantity custom quantity 5; expect available 9 lists 5               | 1/3     | expect available 1 lists 5; expect stock unknown lists 5
            quantity single stock                                                | 0/2     | expect available 2 lists 1; expect stock unknown lists 1
            list nothing below 3; expect available 2 lists 0                     | 1/2     | expect available 3 lists 3
            when stock is unknown then list 5; expect available 2 lists 2        | 0/1     | expect stock unknown lists 5
            when available is below 3 then stop; expect available 9 lists 9      | 0/3     | expect available 2 stops; expect available 3 lists 3
            when available is 9 then hold; expect available 9 holds              | 2/4     | expect available 8 lists 8; expect available 10 lists 10
            when available is between 4 and 6 then hold                          | 0/5     | expect available 4 holds; expect available 3 lists 3; expect available 6 holds; expect available 7 lists 7
            when tag is "x" then list at most 2; expect available 9 lists 9      | 1/6     | expect available 3 with tag is "x" lists 2; expect available 1 with tag is "x" lists 1
            when shopify keeps selling then add 1; expect available 1 lists 1    | 1/5     | expect available 1, shopify keeps selling lists 2
            when date is before 2026-12-24 then hold                             | 0/3     | expect available 1 on 2026-12-23 holds; expect available 1 on 2026-12-24 lists 1
            when time is between 22:00 and 06:00 then hold                       | 0/5     | expect available 1 on 2026-01-05 21:59 lists 1; expect available 1 on 2026-01-05 22:00 holds; expect available 1 on 2026-01-05 06:00 holds; expect available 1 on 2026-01-05 06:01 lists 1
            use warehouse "Berlin"; expect "Berlin" 3, "Hamburg" 9 lists 3       | 1/1     |
            use warehouse "Berlin"; expect "Berlin" 3 lists 3                    | 0/1     | expect "Elsewhere" 1 holds
            use all warehouses except "Outlet"; expect available 3 lists 3       | 0/1     | expect "Outlet" 1 holds
            keep 2 in reserve at "Berlin"; expect "Hamburg" 9 lists 9            | 0/3     | expect "Berlin" 3 lists 1
            """)
    void what_is_tried_and_what_would_try_the_rest(String statements, String covered, String written) {
        var coverage = of(statements);
        assertThat(coverage.sides().covered() + "/" + coverage.sides().all()).isEqualTo(covered);
        assertThat(String.join("; ", coverage.examples())).isEqualTo(written == null ? "" : written);
        assertThat(of(statements + "; " + String.join("; ", coverage.examples()))
                        .isFull())
                .isTrue();
    }

    @Test
    void a_side_is_told_at_its_statement_with_a_line_for_it() {
        assertThat(of("quantity not more than 3; expect available 2 lists 2").missing())
                .containsExactly(
                        new Coverage.Missing(
                                new Span(2, 1, 24),
                                "not more than 3: no line tells it from not more than 2",
                                "expect available 4 lists 3"),
                        new Coverage.Missing(
                                new Span(2, 1, 24),
                                "not more than 3 never lowered a number",
                                "expect available 4 lists 3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            STATEMENTS                                                   | MISSING
            when available is at least 3 then hold                       | available is at least 3: no line with 2, where it does not hold
            when vendor is one of "A", "B" then hold                     | vendor is one of "A", "B": no line with "B", where it holds
            when day is one of friday, saturday then hold                | day is one of friday, saturday: no line with sunday, where it does not hold
            when sku starts with "A" then hold                           | sku starts with "A": no line that only contains it elsewhere, where it does not hold
            when tag is "x" then hold; when tag is "y" then stop         | the exception never acted where the next one would act, too
            when tag is "x" then list 5                                  | list 5 never lowered a number
            when tag is "x" then list at least 5                         | list at least 5 never left a larger number as it is
            use warehouses "A", "B"                                      | what lies in "B" never counted
            use the first of "A", "B" with at least 5                    | "A" was never taken before "B", which has enough too
            use the first of "A", "B" with at least 5                    | no line where 4 are just too few
            """)
    void what_nobody_tried_is_told_in_the_merchants_words(String statements, String missing) {
        assertThat(of(statements).missing())
                .extracting(Coverage.Missing::message)
                .contains(missing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            STATEMENTS                                                     | OUT OF REACH                                                | WHY
            keep 2 in reserve at "Wien"; use warehouse "Berlin"            | keep 2 in reserve at "Wien" never lowered what is listed    | without it
            list nothing below 1                                           | list nothing below 1: no line with 0, which it makes 0      | with list nothing below 0
            when available is below 1 then list 0; list nothing below 9    | available is below 1: no line with 0, where it holds        | if it never held
            when listed is below 2 then hold; list nothing below 3         | listed is below 2: no line with 1, where it holds           | if it did not hold with 1
            when available is below 5 then list 0                          | list 0 never raised a number                                | with then list at most 0
            """)
    void what_no_stock_shows_is_told_with_why(String statements, String message, String why) {
        assertThat(of(statements).outOfReach())
                .extracting(Coverage.OutOfReach::message, Coverage.OutOfReach::why)
                .contains(tuple(message, why));
    }

    @Test
    void a_line_that_passes_by_covers_nothing() {
        assertThat(of("keep 2 in reserve; quantity not more than 3; expect available 20 lists 3")
                        .missing())
                .extracting(Coverage.Missing::message)
                .contains("keep 2 in reserve never lowered what is listed");
    }

    @Test
    void a_line_that_is_content_either_way_covers_nothing() {
        var coverage = of("when available is 0 then stop; expect available 0 lists 0; expect available 9 lists 9");
        assertThat(coverage.missing()).extracting(Coverage.Missing::example).contains("expect available 0 stops");
        assertThat(of("when available is 0 then stop; expect available 0 stops; expect available 9 lists 9")
                        .missing())
                .extracting(Coverage.Missing::example)
                .doesNotContain("expect available 0 stops");
    }

    @Test
    void what_only_packs_of_another_size_would_show_is_not_said_to_be_out_of_reach() {
        var coverage = of("when available is 5 and sellable is 1 then stop");
        assertThat(coverage.outOfReach()).isEmpty();
        assertThat(coverage.undecided()).isNotEmpty();
    }

    @Test
    void statements_for_some_listings_are_tried_with_listings_of_both_kinds() {
        var coverage = of("quantity not more than 10; quantity not more than 3 where tag is \"x\"; list in steps of 2");
        assertThat(coverage.isFull()).isFalse();
        assertThat(coverage.examples()).anyMatch(each -> each.contains("tag is \"x\""));
        var written = String.join("; ", coverage.examples());
        assertThat(of("quantity not more than 10; quantity not more than 3 where tag is \"x\"; list in steps of 2; "
                                + written)
                        .missing())
                .isEmpty();
    }

    @Test
    void an_exception_without_an_effect_can_still_be_tried_for_another() {
        var coverage = of("when tag is \"x\" then list product value");
        assertThat(coverage.outOfReach())
                .extracting(Coverage.OutOfReach::message)
                .contains("the exception never made a difference");
        assertThat(coverage.examples()).containsExactly("expect available 1 with tag is \"x\" lists 1");
    }

    @Test
    void only_names_that_there_are_stand_in_the_lines() {
        var names = KnownNames.ofWarehouses(Set.of("Berlin", "Wien")).withMarketplaces();
        var text = text("use warehouse \"Berlin\"; when marketplace is not \"DE\" then stop");
        var coverage = Coverage.of(text, ProfileText.read(text), names, Interpreter::decide);
        assertThat(coverage.examples())
                .containsExactly(
                        "expect \"Wien\" 1 holds",
                        "expect available 1 stops",
                        "expect available 1 with marketplace is \"DE\" lists 1");
        var alone = Coverage.of(
                text, ProfileText.read(text), KnownNames.ofWarehouses(Set.of("Berlin")), Interpreter::decide);
        assertThat(alone.outOfReach())
                .extracting(Coverage.OutOfReach::message)
                .containsExactly("what lies in another warehouse was never left out");
    }

    @Test
    void with_included_rules_the_lines_expect_what_these_make_of_it() {
        var text = text("quantity not more than 3; include rules \"house\"");
        var coverage = Coverage.of(
                text,
                ProfileText.read(text),
                KnownNames.ANY,
                (_, _) -> new Decision(new Outcome.Lists(7), OptionalInt.empty(), List.of()));
        assertThat(coverage.examples()).containsExactly("expect available 4 lists 7", "expect available 1 lists 7");
    }

    @Test
    void a_handling_time_is_nothing_that_a_line_can_tell() {
        assertThat(of("handling time 2 days; expect available 1 lists 1"))
                .satisfies(it -> assertThat(it.sides()).isEqualTo(new Coverage.Count(0, 0)))
                .satisfies(it -> assertThat(it.expectations()).isEqualTo(1));
    }

    @Test
    void where_not_all_can_be_tried_it_is_said_that_perhaps_nothing_is_there_to_try() {
        var coverage = of("keep 3 in reserve at \"A\"; keep 3 in reserve at \"B\"; keep 3 in reserve at \"C\"; "
                + "when available is below 0 and listed is above 0 then stop");
        assertThat(coverage.undecided()).isNotEmpty();
        assertThat(coverage.undecided())
                .extracting(Coverage.Undecided::message)
                .contains("the exception never made a difference");
    }

    @Test
    void the_written_lines_are_accepted_by_the_checker() {
        var text = text("use warehouses \"A\", \"B\"; keep 2 in reserve; quantity not more than 5; "
                + "when tag is \"x\" and time is between 22:00 and 06:00 then hold");
        var all = text + "\n" + String.join("\n", of(text).examples());
        assertThat(Checker.check(all, KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);
    }

    private static Coverage of(String statements) {
        var text = statements.startsWith("profile") ? statements : text(statements);
        return Coverage.of(text, ProfileText.read(text), KnownNames.ANY, Interpreter::decide);
    }

    private static String text(String statements) {
        return "profile \"Test\"\n" + statements.replace("; ", "\n");
    }
}
