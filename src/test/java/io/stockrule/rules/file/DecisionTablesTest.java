package io.stockrule.rules.file;

import static io.stockrule.rules.RulesFolder.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.RulesFolder;
import io.stockrule.stock.Outcome.Lists;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionTablesTest {
    private static final String TABLE = """
            RuleSet,rules,
            Import,io.stockrule.rules.Listing,
            RuleTable caps,,
            NAME,CONDITION,ACTION
            ,$listing : Listing,
            ,available >= $param,$listing.listAtMost($param);
            Rule,Units,At most
            from ten on,10,4
            """;

    @TempDir
    Path path;

    private RulesFolder folder;

    @BeforeEach
    void copyTheSteps() {
        folder = RulesFolder.in(path);
    }

    @Test
    void each_row_is_a_rule_of_the_name_it_gives() {
        var rules = folder.write("included/caps.csv", TABLE + "from twenty on,20,2\n")
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 9")).isEqualTo(new Lists(9));
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 15")).isEqualTo(new Lists(4));
        assertThat(RulesFolder.decide(rules, "include rules \"caps\"", "Berlin 25")
                        .trace())
                .extracting("rule", "sentence")
                .endsWith(
                        org.assertj.core.groups.Tuple.tuple("from ten on", "rules \"caps\", list at most 4: 4"),
                        org.assertj.core.groups.Tuple.tuple("from twenty on", "rules \"caps\", list at most 2: 2"));
    }

    @Test
    void a_table_of_a_spreadsheet_with_semicolons_and_a_byte_order_mark_is_read() {
        var quoted = TABLE.replace("$listing.listAtMost($param);", "\"$listing.listAtMost($param);\"");
        var rules = folder.write("included/caps.csv", "\uFEFF" + quoted.replace(',', ';'))
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 15")).isEqualTo(new Lists(4));
    }

    @Test
    void a_cell_that_slips_out_of_its_place_is_told_with_its_row() {
        assertRefused("bad,\"3) Listing(\",1\n", "row 9");
        assertRefused(
                "bad,3,\"1); System.exit(0\"\n", "caps.csv, row 9: the right-hand side needs exactly one operation");
        assertRefused("bad,System.nanoTime(),3\n", "caps.csv, row 9: a condition compares inputs");
        assertRefused("bad,0100,3\n", "caps.csv, row 9: write 100, not 0100");
        assertRefused("bad,units,3\n", "caps.csv, row 9: ");
        assertRefused("bad,3,\n", "caps.csv, row 9: the right-hand side needs exactly one operation");
        assertRefused("bad,\"\"\"1+1\"\"\",3\n", "caps.csv, row 9: a number cannot be compared with a text");
    }

    @Test
    void a_table_that_brings_code_of_its_own_is_refused() {
        assertTableRefused(TABLE.replace("Import,", "Functions,int one() { return 1; }\nImport,"), "function");
        assertTableRefused(TABLE.replace("Import,", "Variables,java.util.List list\nImport,"), "global");
        assertTableRefused(TABLE.replace("Import,", "Queries,query \"all\" Listing() end\nImport,"), "query");
        assertTableRefused(TABLE.replace("io.stockrule.rules.Listing", "java.util.List"), "import of java.util.List");
        assertTableRefused("case,profile\na,b\n", "");
    }

    private void assertRefused(String row, String message) {
        assertTableRefused(TABLE + row, message);
    }

    private void assertTableRefused(String table, String message) {
        assertThat(folder.write("included/caps.csv", table).load().problems())
                .isNotEmpty()
                .anyMatch(problem -> problem.contains(message))
                .allMatch(problem ->
                        problem.startsWith(path.resolve("included/caps.csv").toString()));
    }
}
