package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import org.junit.jupiter.api.Test;

class DrlViewTest {
    @Test
    void an_exception_is_shown_as_the_rule_that_it_becomes() {
        assertThat(
                        view(
                                "when (available at \"Berlin\" is below 3 or tag is \"a\\\"b\") and not day is sunday then add 2"))
                .endsWith("""

                        // when (available at "Berlin" is below 3 or tag is "a\\"b") and not day is sunday then add 2
                        rule "exception 1 of the profile"
                        ruleflow-group "exceptions"
                        salience 0
                        when
                            $candidate : Candidate(open, (availableAt("Berlin") < 3 || tag in ("a\\"b")) && !(day in ("sunday")))
                        then
                            $candidate.listByException(0, listed + 2);
                        end
                        """);
    }

    @Test
    void every_exception_is_a_rule_and_the_earlier_goes_first() {
        assertThat(view("when listed is 1 then stop\nwhen listed is 2 then hold"))
                .containsSubsequence("salience 0", "listed == 1", "stopByException(0)", "salience -1", "listed == 2");
    }

    @Test
    void what_is_done_otherwise_is_a_rule_and_a_handling_time_stands_behind_the_number() {
        assertThat(view("when listed is 1 then stop and handling time 5 days otherwise handling time 2 days"))
                .containsSubsequence(
                        "listed == 1",
                        "stopByException(0);\n    $candidate.handlingTime(5);",
                        "!(listed == 1)",
                        "listByException(1, listed);\n    $candidate.handlingTime(2);");
    }

    @Test
    void conditions_in_conditions_are_in_brackets_and_dates_in_quotes() {
        assertThat(view("when not (date is before 2026-12-24 and (listed is 1 or not listed is 2)) then hold"))
                .contains("!(date < \"2026-12-24\" && (listed == 1 || !(listed == 2)))");
        assertThat(view("when date is 2026-12-24 or date is after 2026-12-26 then hold"))
                .contains("date == \"2026-12-24\" || date > \"2026-12-26\"");
    }

    @Test
    void dates_without_a_year_are_the_numbers_that_included_files_have() {
        assertThat(view("when date is 12-24 or date is before 03-01 or date is after 11-20 then hold"))
                .contains("monthAndDay == 1224 || monthAndDay < 301 || monthAndDay > 1120");
        assertThat(view("when date is between 12-20 and 12-26 and day is sunday then hold"))
                .contains("monthAndDay between (1220, 1226) && day in");
        assertThat(view("when date is between 12-20 and 01-06 and day is sunday then hold"))
                .contains("(monthAndDay >= 1220 || monthAndDay <= 106) && day in");
    }

    private static String view(String statements) {
        var checked = Checker.check("profile \"A\"\n" + statements, KnownNames.ANY);
        return DrlView.of(((Checked.Accepted) checked).profile());
    }
}
