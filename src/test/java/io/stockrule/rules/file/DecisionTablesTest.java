package io.stockrule.rules.file;

import static io.stockrule.rules.RulesFolder.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.rules.RulesFolder;
import io.stockrule.rules.scenario.ScenarioFacts;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.Outcome.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        org.assertj.core.groups.Tuple.tuple(
                                "from ten on (row 8)", "rules \"caps\", \"from ten on\", list at most 4: 4"),
                        org.assertj.core.groups.Tuple.tuple(
                                "from twenty on (row 9)", "rules \"caps\", \"from twenty on\", list at most 2: 2"));
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
    void a_blank_row_is_only_space_and_rows_below_it_keep_their_numbers() {
        var rules = folder.write("included/caps.csv", TABLE + "\n,,\nfrom twenty on,20,2\n")
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(RulesFolder.decide(rules, "include rules \"caps\"", "Berlin 25")
                        .trace()
                        .getLast()
                        .rule())
                .isEqualTo("from twenty on (row 11)");
        assertRefused("\nbad,System.nanoTime(),3\n", "row 10: a condition compares inputs");
    }

    @Test
    void a_fact_named_once_is_that_of_all_conditions() {
        var table = TABLE.replace("NAME,CONDITION,ACTION", "NAME,CONDITION,CONDITION,ACTION")
                .replace("available >= $param,", "available >= $param,available <= $param,")
                .replace("10,4", "10,20,4");
        var rules =
                folder.write("included/caps.csv", table + "below ten,,9,1\n").load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 25")).isEqualTo(new Lists(25));
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 15")).isEqualTo(new Lists(4));
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 5")).isEqualTo(new Lists(1));
    }

    @Test
    void a_row_without_a_name_is_called_by_its_number() {
        var rules = folder.write("included/caps.csv", TABLE + ",20,2\n").load();
        assertThat(rules.problems()).isEmpty();
        assertThat(RulesFolder.decide(rules, "include rules \"caps\"", "Berlin 25")
                        .trace()
                        .getLast()
                        .sentence())
                .isEqualTo("rules \"caps\", \"row 9\", list at most 2: 2");
    }

    @Test
    void two_rows_of_one_name_are_told_with_both_cells() {
        assertRefused("from  ten on,20,2\n", "caps.csv, cell A9 gives the same name as cell A8: from ten on");
    }

    @Test
    void a_last_row_without_conditions_is_for_all_that_no_row_above_it_is_for() {
        var rules = folder.write("included/caps.csv", TABLE + "from twenty on,20,99\nall others,,2\n")
                .load();
        assertThat(rules.problems()).isEmpty();
        var question = RulesFolder.question("include rules \"caps\"", "Berlin 9");
        assertThat(rules.decide(List.of(question)).getFirst().trace().getLast())
                .extracting("rule", "sentence")
                .containsExactly("all others (row 10)", "rules \"caps\", \"all others\", list at most 2: 2");
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 15")).isEqualTo(new Lists(4));
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 25")).isEqualTo(new Lists(4));
    }

    @Test
    void all_others_are_the_same_for_many_listings_together_and_without_traces() {
        var rules = folder.write("included/caps.csv", TABLE.replace("10,4", "10,400") + "all others,,2\n")
                .load();
        var questions = IntStream.range(0, 20)
                .mapToObj(units -> RulesFolder.question("include rules \"caps\"", "Berlin " + units))
                .toList();
        assertThat(rules.decideWithoutTrace(questions).stream().map(Decision::outcome))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(units -> (Outcome) new Lists(units < 10 ? Math.min(units, 2) : units))
                        .toList());
    }

    @Test
    void all_others_are_those_of_one_table() {
        var second = """
                RuleTable small,,
                NAME,C,ACTION
                ,$it : Listing,
                ,available == $param,$it.list($param);
                Rule,Units,Number
                five,5,50
                all others of the second,,7
                """;
        var rules = folder.write("included/caps.csv", TABLE + "all others,,2\n,,\n" + second)
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 5")).isEqualTo(new Lists(50));
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 12")).isEqualTo(new Lists(7));
    }

    @Test
    void a_table_of_one_row_without_conditions_is_for_every_listing() {
        var rules = folder.write("included/caps.csv", TABLE.replace("from ten on,10,4", "all,,3"))
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 15")).isEqualTo(new Lists(3));
    }

    @Test
    void a_row_without_conditions_is_refused_with_its_cell_where_rows_act_after_it() {
        var sentence = "the row has no condition. Only the last row of a table without a PRIORITY column may have none";
        assertRefused("all others,,2\nfrom twenty on,20,2\n", "caps.csv, cell B9: " + sentence);
        assertTableRefused(
                TABLE.replace("NAME,CONDITION,ACTION", "NAME,CONDITION,ACTION,PRIORITY") + "all others,,2,\n",
                "caps.csv, cell B9: " + sentence);
    }

    @Test
    void numbers_of_any_length_count() {
        var rules = folder.write(
                        "included/caps.csv", TABLE + "much,5000000000,9223372036854775807\nless,-5000000000,3\n")
                .load();
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 25")).isEqualTo(new Lists(3));
        assertRefused(
                "much,9223372036854775808,3\n", "caps.csv, cell B9: 9223372036854775808 is more than can be counted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            CELL     | LIKELY
            8.00     | 8
            5,0      | 5
            1,200    | 1200
            1.200    | 1200
            1 200    | 1200
            1'200'000 | 1200000
            -1,5     | -1
            80%      | 80
            +5       | 5
            """)
    void a_text_that_may_be_two_numbers_is_refused_with_its_cell(String cell, String likely) {
        assertRefused(
                "bad,\"" + cell + "\",3\n",
                "caps.csv, cell B9: " + cell
                        + " may be read in two ways; write a whole number with nothing but digits, such as " + likely);
    }

    @Test
    void spaces_around_a_text_are_none_of_it_and_quotes_inside_are_refused_with_their_cell() {
        var table = TABLE.replace("available >= $param", "\"vendor == \"\"$param\"\"\"")
                .replace("10,4", " Polar ,4");
        var rules = folder.write("included/caps.csv", table).load();
        var facts = ScenarioFacts.read(column -> switch (column) {
            case "vendor" -> "Polar";
            case "levels" -> "Berlin 25";
            default -> "";
        });
        assertThat(rules.decide(List.of(new Question(RulesFolder.profile("include rules \"caps\""), facts)))
                        .getFirst()
                        .outcome())
                .isEqualTo(new Lists(4));
        assertTableRefused(
                table + "bad,\"5\"\" pipe\",3\n", "caps.csv, cell B9: a text in a table cannot have a double quote");
    }

    @Test
    void cells_of_a_workbook_count_by_what_they_hold() throws IOException {
        var rules = workbook((workbook, row) -> {
            number(workbook, row.createCell(1), 8, "0.00");
            number(workbook, row.createCell(2), 1_200, "#,##0");
        });
        assertThat(rules.problems()).isEmpty();
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 7")).isEqualTo(new Lists(7));
        assertThat(outcome(rules, "include rules \"caps\"", "Berlin 8000")).isEqualTo(new Lists(1_200));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            NUMBER              | SHOWN AS   | PROBLEM
            5.5                 | 0          | cell B8: 5.5 may be read in two ways
            0.8                 | 0%         | cell B8: 0.8 may be read in two ways
            46380               | yyyy-mm-dd | cell B8 is a date or a time
            1234567890123456789 | 0          | cell B8 has more digits than a spreadsheet keeps
            """)
    void a_number_that_may_mean_another_is_refused_with_its_cell(double number, String shownAs, String problem)
            throws IOException {
        assertThat(workbook((workbook, row) -> {
                            number(workbook, row.createCell(1), number, shownAs);
                            row.createCell(2).setCellValue(3);
                        })
                        .problems())
                .singleElement()
                .asString()
                .contains("caps.xlsx, " + problem);
    }

    private interface Filling {
        void fill(Workbook workbook, Row row);
    }

    /// Its eighth row is the one to be filled, without name.
    private Rules workbook(Filling filling) throws IOException {
        try (var workbook = new XSSFWorkbook();
                var out = Files.newOutputStream(path.resolve("included/caps.xlsx"))) {
            var sheet = workbook.createSheet("Caps");
            var rows = List.of(
                    List.of("RuleSet", "rules"),
                    List.of("Import", "io.stockrule.rules.Listing"),
                    List.of("RuleTable caps"),
                    List.of("NAME", "CONDITION", "ACTION"),
                    List.of("", "$listing : Listing"),
                    List.of("", "available >= $param", "$listing.listAtMost($param);"),
                    List.of("Rule", "Units", "At most"));
            for (int i = 0; i < rows.size(); i++) {
                var row = sheet.createRow(i);
                for (int column = 0; column < rows.get(i).size(); column++) {
                    row.createCell(column).setCellValue(rows.get(i).get(column));
                }
            }
            filling.fill(workbook, sheet.createRow(rows.size()));
            workbook.write(out);
        }
        return folder.load();
    }

    private static void number(Workbook workbook, Cell cell, double number, String shownAs) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(shownAs));
        cell.setCellStyle(style);
        cell.setCellValue(number);
    }

    @Test
    void a_table_that_brings_code_of_its_own_is_refused() {
        assertTableRefused(TABLE.replace("Import,", "Functions,int one() { return 1; }\nImport,"), "int one()");
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
