package io.stockrule.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.RulesFolder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncludedLintTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$l : Listing() $m : Listing()",
                "$l : Candidates()",
                "not Listing()",
                "$l : Listing() from $list",
                "$l : Listing() eval(true)",
                "accumulate(Listing(); $n : count(1))",
                "$l : Listing(System.nanoTime() > 3)",
                "$l : Listing(sku.matches(\"(a+)+b\"))",
                "$l : Listing(hasAtLeast(System.in.read(), \"Berlin\"))",
                "$l : Listing(hasAtLeast(\"Berlin\", 3))",
                "$l : Listing(this.hasAtLeast(3, \"Berlin\"))",
                "$l : Listing(equals(null))",
                "$l : Listing(getAvailable() > 3)",
                "$l : Listing(time > 0830)",
                "$l : Listing(monthAndDay in (101, 0105))",
            })
    void a_condition_compares_inputs_and_asks_nothing_else(String pattern) {
        assertThat(problems("rule \"r\" when " + pattern + " then $l.list(1); end"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("x.drl:3: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '\t', quoteCharacter = '\0', textBlock = """
            vendr == "Polar"  ; unknown word "vendr"; did you mean "vendor"?: vendr == "Polar"
            Available > 3     ; unknown word "Available"; did you mean "available"?: Available > 3
            colour == 1       ; unknown word "colour"; texts stand in double quotes, and the inputs are in docs/rules.md: colour == 1
            available > five  ; write the number in digits, 5, not five: available > five
            available > 5,0   ; a value stands alone; numbers have no comma, and a comparison has two sides: 0
            "candle"          ; a value stands alone; numbers have no comma, and a comparison has two sides: "candle"
            available = 5     ; write == to compare, not =: available = 5
            available > 5000000000 ; write 5000000000L, not 5000000000: a number as long as this ends with L: available > 5000000000
            """)
    void a_slip_in_a_condition_is_told_with_its_own_line_and_what_to_write(String row) {
        var parts = row.split(" *; *", 2);
        assertThat(problems("rule \"then\"\nwhen\n  $listing : Listing(\n    sku == \"A\",\n    " + parts[0]
                        + "\n  )\nthen\n  $listing.list(1);\nend"))
                .containsExactly("x.drl:7: " + parts[1]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            $listing.list(5)      | a semicolon is missing at the end of $listing.list(5)
            $listing.lst(5);      | unknown operation "lst"; did you mean "list"?
            $listing.listAtmost(5); | unknown operation "listAtmost"; did you mean "listAtMost"?
            $listing.list(five);  | write the number in digits, 5, not five
            $listing.list(5,0);   | list takes one number, not 2; a number has no comma: 5
            $listing.list(sellabel); | unknown word "sellabel"; did you mean "sellable"?
            $listing.list(5000000000); | write 5000000000L, not 5000000000: a number as long as this ends with L
            """)
    void a_slip_in_an_action_is_told_with_its_own_line_and_what_to_write(String action, String problem) {
        assertThat(problems("rule \"if, then\"\nwhen\n  $listing : Listing()\nthen\n\n  " + action + "\nend"))
                .containsExactly("x.drl:8: " + problem);
    }

    @Test
    void a_file_that_is_no_rule_is_told_with_its_line_and_without_the_words_of_a_parser() {
        assertThat(problems("rule \"a\"\nwhen\n  $listing : Listing(available > 3\nthen\n  $listing.list(1);\nend"))
                .isNotEmpty()
                .allMatch(problem -> problem.matches("(?s)x[.]drl:[4-8]: .*"))
                .noneMatch(problem -> problem.contains("ERR") || problem.contains("mismatched"))
                .anyMatch(problem -> problem.endsWith(
                        "; a rule is: rule \"NAME\" when $listing : Listing(CONDITIONS) then $listing.OPERATION(NUMBER);"
                                + " end"));
    }

    @Test
    void a_long_number_may_be_listed_and_compared() {
        assertThat(problems("rule \"r\" when $l : Listing(available > 5000000000L) then $l.list(5000000000L); end"))
                .isEmpty();
    }

    /// Drools would make Java of the texts.
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', textBlock = """
            a number cannot be compared with a text ; available >= "1+1"
            a number cannot be compared with a text ; available >= 'System.nanoTime()'
            a text cannot be compared with a number ; "System.nanoTime()" < available
            a number cannot be compared with a text ; available > 3 && listed == "System.nanoTime()"
            a number cannot be compared with a text ; (available != 4 || > "System.nanoTime()")
            a number cannot be compared with a text ; packSize in (1, "System.nanoTime()")
            a number cannot be compared with a text ; -available == "1"
            a number cannot be compared with a text ; 10 / available > "1"
            a number cannot be compared with a text ; !(available == "1")
            yes or no cannot be compared with a text ; keepsSelling == "true"
            yes or no cannot be compared with a number ; keepsSelling == 1
            yes or no cannot be compared with a text ; hasAtLeast(3, "Berlin") == "x"
            yes or no cannot be compared with a number ; (available > 3) == 1
            a list of texts cannot be compared with a number ; tags > 3
            a list of texts cannot be compared with a text ; tags == "mug"
            a text cannot be compared with a number ; tags contains 3
            a text cannot be compared with a number ; title > 3
            a text cannot be compared with a number ; sku in ("A", 3)
            a text cannot be compared with a number ; sku == "A" || > 3
            """)
    void a_comparison_is_of_one_kind(String problem, String condition) {
        assertThat(problems("rule \"r\" when $l : Listing(" + condition + ") then $l.list(1); end"))
                .singleElement()
                .asString()
                .startsWith("x.drl:3: " + problem + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "available > 3 || < -3",
                "sku == \"A\" || == \"B\"",
                "sku != null",
                "sku == vendor",
                "available - listed > 3",
                "(available > 3) == keepsSelling",
                "tags contains \"mug\" && title contains \"mug\"",
                "tags not contains \"mug\"",
                "barcode not matches \"[0-9]+\"",
                "dayOfWeek in (\"saturday\", 'sunday')"
            })
    void of_one_kind_are(String condition) {
        assertThat(problems("rule \"r\" when $l : Listing(" + condition + ") then $l.list(1); end"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$l.list(1); $l.list(2);",
                "System.exit(0);",
                "$l.list(System.in.read());",
                "$l.list(\"1\");",
                "$l.hold(1);",
                "$l.hold();",
                "$l.stop(1);",
                "$l.getSku();",
                "$l.hasAtLeast(1, \"Berlin\");",
                "$l.beginRule(\"another\");",
                "$l.wait();",
                "$l.notifyAll();",
                "modify($l) { list(1) }",
                "insert(new Object());",
                "drools.halt();"
            })
    void a_right_hand_side_is_one_operation_of_the_listing(String action) {
        assertThat(problems("rule \"r\" when $l : Listing() then " + action + " end"))
                .singleElement()
                .asString()
                .startsWith("x.drl:3: the right-hand side needs exactly one operation of the listing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ruleflow-group \"guard\"",
                "agenda-group \"guard\"",
                "activation-group \"first\"",
                "salience $l.getListed()",
                "no-loop true",
                "lock-on-active true",
                "timer (int: 1s)",
                "date-effective \"1-jan-2026\"",
                "enabled false",
                "dialect \"mvel\""
            })
    void a_rule_has_no_attribute_but_a_whole_salience(String attribute) {
        assertThat(problems("rule \"r\" " + attribute + " when $l : Listing() then $l.list(1); end"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("x.drl:3: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.util.List;",
                "import io.stockrule.rules.Candidates;",
                "import static java.lang.Math.max;",
                "global java.util.List list;",
                "function int one() { return 1; }",
                "declare Thing name : String end",
                "query \"all\" Listing() end"
            })
    void a_file_holds_nothing_but_rules(String statement) {
        assertThat(problems(statement)).isNotEmpty().allMatch(problem -> problem.startsWith("x.drl:3: "));
    }

    private static List<String> problems(String text) {
        var kind = new RuleFileKind.OfIncluded(new NamedTimes());
        return RuleFileLint.check(RulesFolder.HEAD + text, kind).stream()
                .map(it -> "x.drl:" + it.line() + ": " + it.message())
                .toList();
    }
}
