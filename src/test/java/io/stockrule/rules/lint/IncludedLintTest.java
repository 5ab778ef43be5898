package io.stockrule.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.RulesFolder;
import java.util.List;
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
