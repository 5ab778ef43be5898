package io.stockrule.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.OurRules;
import io.stockrule.rules.Rules;
import io.stockrule.rules.file.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {
    private static final Path FOLDER = Path.of("rules");
    private static final Rules RULES = OurRules.RULES;
    private static final String HEADER = "case,profile,levels,pack,date,decision,quantity,reason\n";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> the_scenarios_beside_the_rule_files_come_out_as_expected() {
        return RULES.runScenarios(_ -> {}).stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.place() + " " + result.name(),
                        () -> assertThat(result.failure()).isEmpty()));
    }

    @Test
    void every_rule_file_has_scenarios() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".drl")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Path.of(file.toString().replace(".drl", ".csv")))
                            .exists());
        }
    }

    @Test
    void every_included_file_has_scenarios() {
        assertThat(Rules.includable(FOLDER))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(FOLDER.resolve("included").resolve(name + ".scenarios.csv"))
                        .exists());
        assertThat(RULES.problems()).isEmpty();
    }

    @Test
    void columns_for_included_files_may_be_left_out_or_added_in_any_order() throws IOException {
        assertThat(run("time,vendor," + HEADER + "08:30,Nordlicht,a,when time is between 08:00 and 09:00 then list 1,"
                        + "Berlin 5,,,lists,1,\n"))
                .isEmpty();
        assertThat(run("time," + HEADER + "8.30,a,,Berlin 5,,,lists,1,\n"))
                .singleElement()
                .asString()
                .endsWith("a time is written like 08:30, not 8.30");
    }

    @Test
    void a_failure_says_what_was_expected_and_what_came_out() throws IOException {
        assertThat(run(HEADER + "capped,quantity not more than 3,Berlin 5; Wien 2,,,lists,4,\n"))
                .containsExactly("x.csv:2 capped: expected lists 4, got lists 3: Berlin 5 + Wien 2 = 7 available;"
                        + " not more than 3: 3");
    }

    @Test
    void a_right_number_for_a_wrong_reason_fails() throws IOException {
        assertThat(run(HEADER + "capped,quantity not more than 3,Berlin 5,,,lists,3,single stock: 1\n"))
                .singleElement()
                .asString()
                .contains("expected lists 3 (single stock: 1), got lists 3");
    }

    @Test
    void rows_that_cannot_be_read_fail_with_their_line() throws IOException {
        assertThat(run(HEADER
                        + "\"two\nlines\",,Berlin,,,holds,,\n"
                        + "syntax,quantity all,Berlin 1,,,holds,,\n"
                        + "pack,,Berlin 1,many,,holds,,\n"
                        + "date,,Berlin 1,,24.12.2026,holds,,\n"
                        + "decision,,Berlin 1,,,lists,,\n"
                        + "short,,Berlin 1\n"
                        + "large,,Berlin 99999999999999999999,,,holds,,\n"))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("x.csv:2 two\nlines: a level is a warehouse and its units"),
                        it -> assertThat(it).startsWith("x.csv:4 syntax: "),
                        it -> assertThat(it).startsWith("x.csv:5 pack: "),
                        it -> assertThat(it).startsWith("x.csv:6 date: a date is written like 2026-12-24"),
                        it -> assertThat(it).startsWith("x.csv:7 decision: a decision is lists with a quantity"),
                        it -> assertThat(it).startsWith("x.csv:8 short: the row has 3 cells"),
                        it -> assertThat(it).startsWith("x.csv:9 large: "));
    }

    @Test
    void a_file_of_a_spreadsheet_with_semicolons_and_a_byte_order_mark_is_read() throws IOException {
        var text = "\uFEFF" + HEADER.replace(',', ';') + "\"two\";\"use warehouse \"\"A;B\"\"; keep 1 in reserve\";"
                + "\"A;B 3\";;;lists;2;\n";
        assertThat(run(text.replace("\"A;B 3\"", "\"C 3\"")))
                .singleElement()
                .asString()
                .contains("got holds");
        assertThat(run(text.replace("A;B", "A"))).isEmpty();
    }

    @Test
    void status_and_metafields_are_columns() throws IOException {
        var profile = "when product status is \"\"draft\"\" then stop; when metafield \"\"custom.season\"\" is"
                + " \"\"summer\"\" then list 1";
        assertThat(run("product status,metafields," + HEADER
                        + "DRAFT,,a,\"" + profile + "\",Berlin 5,,,stops,,\n"
                        + "active,a.bc: x; custom.season: Summer,b,\"" + profile + "\",Berlin 5,,,lists,1,\n"
                        + ",,c,\"" + profile + "\",Berlin 5,,,lists,5,\n"))
                .isEmpty();
        assertThat(run("metafields," + HEADER + "custom.season,a,,Berlin 5,,,lists,5,\n"))
                .singleElement()
                .asString()
                .endsWith("a metafield is its name and text, such as custom.season: summer, not custom.season");
    }

    @Test
    void goods_that_nobody_counts_and_that_shopify_keeps_selling_are_written_so() throws IOException {
        assertThat(run("keeps selling," + HEADER
                        + "yes,a,when shopify keeps selling then list 3,Berlin 5,,,lists,3,\n"
                        + "no,b,when shopify keeps selling then list 3,Berlin 5;,,,lists,5,\n"
                        + ",c,when shopify keeps selling then list 3,Berlin 5; untracked,,,holds,,\n"))
                .isEmpty();
        assertThat(run("keeps selling," + HEADER + "maybe,a,,Berlin 5,,,lists,5,\n"))
                .singleElement()
                .asString()
                .endsWith("keeps selling is yes or no, not maybe");
    }

    @Test
    void numbers_are_whole_and_not_too_long() throws IOException {
        assertThat(run(HEADER + "a,,Berlin 5,five,,lists,5,\nb,,Berlin 5,0,,lists,5,\n"
                        + "c,,Berlin 9223372036854775808,,,lists,5,\n"))
                .containsExactly(
                        "x.csv:2 a: pack is a whole number, 1 or more, not five",
                        "x.csv:3 b: pack is a whole number, 1 or more, not 0",
                        "x.csv:4 c: a level has more units than can be counted: Berlin 9223372036854775808");
    }

    @Test
    void other_columns_are_refused() throws IOException {
        assertThat(run("case,facts\na,b\n"))
                .singleElement()
                .asString()
                .startsWith("x.csv:1 header: unknown column \"facts\", known are barcode, cap, case, ")
                .contains("; the column \"date\" is missing; ");
        assertThat(run("vendr," + HEADER + "Polar,a,,Berlin 5,,,lists,5,\n"))
                .containsExactly("x.csv:1 header: unknown column \"vendr\", did you mean \"vendor\"?");
    }

    private List<String> run(String text) throws IOException {
        Files.writeString(folder.resolve("x.csv"), text);
        return new Scenarios(RULES::decide)
                .run(FolderContent.read(folder), Set.of(), _ -> {}).stream()
                        .filter(result -> result.failure().isPresent())
                        .map(result -> folder.relativize(Path.of(result.place())) + " " + result.name() + ": "
                                + result.failure().orElseThrow())
                        .toList();
    }
}
