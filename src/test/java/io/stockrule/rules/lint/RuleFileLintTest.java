package io.stockrule.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileLintTest {
    private static final String HEAD = """
            package rules;
            import io.stockrule.rules.Candidates;
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$c : Candidates() $d : Candidates()",
                "Candidates()",
                "not Candidates()",
                "$c : Candidates() from $list",
                "$c : Candidates() eval(true)",
                "eval(true)",
                "$c : Candidates(eval(true))",
                "$c : Candidates() over window:length(2)",
                "$c : Candidates() or $c : Candidates()",
                "$c : Object()",
                "accumulate(Candidates(); $n : count(1))",
                "$c : Candidates(System.nanoTime() > 3)",
                "$c : Candidates(new java.io.File(\"/\") != null)",
                "$c : Candidates(packSize in (1, System.identityHashCode(null)))",
                "$c : Candidates(packSize == 1 || == System.identityHashCode(null))",
                "$c : Candidates(-packSize == -(System.identityHashCode(null)))",
                "$c : Candidates(/reserve)",
                "$c : Candidates(facts#Object.hashCode == 1)",
                "$c : Candidates($n : reserve)",
                "$c : Candidates(reserve > 3, getReserve() > 2)",
                "$c : Candidates(mode == \"SINGLE_STOCK\")",
                "$c : Candidates(mode == 3)",
                ""
            })
    void a_left_hand_side_is_one_pattern_that_compares_inputs(String pattern) {
        assertThat(problems("rule \"r\" ruleflow-group \"guard\" when " + pattern + " then $c.list(1); end"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("rules/x.drl:3: "), "names file and line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$c.list(1); $c.list(2);",
                "if (true) $c.list(1);",
                "while (true) {}",
                "System.exit(0);",
                "$c.list(System.in.read());",
                "$c.list($c.hashCode());",
                "$c.list(1 + 1);",
                "$c.list((int) 1L);",
                "modify($c) { list(1) }",
                "update($c);",
                "insert(new Object());",
                "drools.halt();",
                "int x = 1;",
                "$c.getNamedWarehouses().clear();",
                "$c.listEverything();",
                "$c.list();",
                "$c.list($c.getNamedWarehouses());",
                "$c.list($c.getEverything());",
                "$c.list(\"1\");",
                "$c.decision();",
                "$c.beginRule(\"another\");",
                "$c.getCap();"
            })
    void a_right_hand_side_is_one_operation(String action) {
        assertThat(problems("rule \"r\" ruleflow-group \"guard\" when $c : Candidates() then " + action + " end"))
                .singleElement()
                .asString()
                .startsWith("rules/x.drl:3: the right-hand side needs exactly one operation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import java.util.List;",
                "import io.stockrule.rules.*;",
                "import static java.lang.Math.max;",
                "import function java.lang.Math.max;",
                "import accumulate java.util.List list;",
                "global java.util.List list;",
                "function int one() { return 1; }",
                "declare Thing name : String end",
                "declare enum Colour RED; end",
                "query \"all\" Candidates() end",
                "declare entry-point \"other\" end",
                "declare window Last Candidates() over window:length(2) end",
                "unit Things;",
                "salience 10",
                "dialect \"mvel\"",
                "no-loop true",
            })
    void a_file_holds_nothing_but_rules(String statement) {
        assertThat(problems(statement)).isNotEmpty().allMatch(problem -> problem.startsWith("rules/x.drl:3: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ruleflow-group \"gard\"",
                "ruleflow-group \"guard\" salience 10",
                "ruleflow-group \"guard\" no-loop true",
                "ruleflow-group \"guard\" timer (int: 1s)",
                "ruleflow-group \"guard\" dialect \"mvel\"",
                "extends \"other\" ruleflow-group \"guard\"",
                "@Propagation(EAGER) ruleflow-group \"guard\""
            })
    void a_rule_names_its_step_and_has_no_other_attribute(String attributes) {
        assertThat(problems("rule \"r\" " + attributes + " when $c : Candidates() then $c.list(1); end"))
                .singleElement()
                .asString()
                .startsWith("rules/x.drl:3: ");
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThat(problems("import java.util.List;\nrule \"r\" when then end"))
                .containsExactly(
                        "rules/x.drl:3: import of java.util.List is not allowed",
                        "rules/x.drl:4: the rule names no step; give it a ruleflow-group, one of \"what counts\", \"warehouse selection\","
                                + " \"unknown stock\", \"reserve\", \"reserve of warehouses\", \"more reserve\", \"share\", \"pack\","
                                + " \"quantity mode\", \"minimum\", \"steps\", \"exceptions\","
                                + " \"overrides\", \"guard\"",
                        "rules/x.drl:4: a rule needs exactly one pattern, $candidates : Candidates(...), and nothing"
                                + " beside it");
    }

    @Test
    void comparisons_may_be_joined() {
        assertThat(problems("""
                rule "r" ruleflow-group "guard" when
                    $c : Candidates(reserve > 3 && (packSize == 1 || packSize in (2, 3)), cap != 4 || > 7, choice == Choice.ALL)
                then $c.list($c.getCap()); end""")).isEmpty();
    }

    private static List<String> problems(String text) {
        return RuleFileLint.check(HEAD + text, new RuleFileKind.OfSteps()).stream()
                .map(it -> "rules/x.drl:" + it.line() + ": " + it.message())
                .toList();
    }
}
