package io.stockrule.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.OurRules;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.DecideRun;
import io.stockrule.stockfile.Meaning;
import io.stockrule.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of a stock file, line by line.
class DecideRunTest {
    private static final Rules RULES = OurRules.RULES;
    private static final String HEADER = "sku,available\n";

    @Test
    void each_line_gets_its_decision_and_the_way_to_it() throws IOException {
        assertThat(decide(
                        "keep 2 in reserve\nwhen available is above 90 then hold\nwhen listed is 0 then stop",
                        HEADER + "A,12\nB,99\nC,-5\nD,\n"))
                .isEqualTo(new Answer("""
                        sku,decision,quantity,reason
                        A,lists,10,12 available · 2 kept in reserve: 10 · product value: 10
                        B,holds,,99 available · 2 kept in reserve: 97 · product value: 97 · when available is above 90 then hold
                        C,stops,0,-5 available · 2 kept in reserve: -7 · not below 0: 0 · product value: 0 · when listed is 0 then stop: 0
                        D,holds,,no number is given: stock is unknown · stock is unknown: hold
                        """, List.of("4 lines decided: 1 listed, 1 stopped, 2 held")));
    }

    @Test
    void without_reasons_only_holds_say_why() throws IOException {
        assertThat(decide("keep 2 in reserve", HEADER + "A,12\nB,\n", options(Map.of(), false))
                        .out())
                .isEqualTo("sku,decision,quantity,reason\nA,lists,10,\nB,holds,,stock is unknown\n");
    }

    @Test
    void a_column_a_warehouse_with_its_name_exactly() throws IOException {
        assertThat(decide(
                                "use warehouses \"Wo\u0308rgl\", \"Lyon\"",
                                "Level: Lyon ,SKU,LEVEL:Wörgl,level:lyon,level:Roma\n3,A,4,100,100\n,B,,1,1\n")
                        .out())
                .isEqualTo("""
                        sku,decision,quantity,reason
                        A,lists,7,Lyon 3 + Wörgl 4 = 7 available · product value: 7
                        B,holds,,Lyon unknown + Wörgl unknown: stock is unknown · stock is unknown: hold
                        """);
    }

    @Test
    void available_units_lie_in_a_chosen_warehouse() throws IOException {
        assertThat(decide("use warehouses \"Roma\", \"Lyon\"", HEADER + "A,3\n").out())
                .contains("A,lists,3,Roma 3 available");
    }

    @Test
    void a_pack_size_counts_and_an_empty_one_is_1() throws IOException {
        assertThat(decide("", "sku,available,pack\nA,13,6\nB,13,\n").out()).contains("A,lists,2,", "B,lists,13,");
    }

    @Test
    void what_is_set_for_a_listing_may_come_along() throws IOException {
        assertThat(decide("when available is 5 then stop", """
                        sku,available,pin,Cap,reserve more
                        A,12,,3,
                        B,12,,,4
                        C,12,7,3,4
                        D,5,7,,
                        E,5,7 Also When Stopped,,
                        F,12,,,
                        """))
                .isEqualTo(new Answer("""
                        sku,decision,quantity,reason
                        A,lists,3,"12 available · product value: 12 · capped at 3, ""the column cap"" (the file): 3"
                        B,lists,8,"12 available · 4 more kept in reserve, ""the column reserve more"" (the file): 8 · product value: 8"
                        C,lists,7,"12 available · 4 more kept in reserve, ""the column reserve more"" (the file): 8 · product value: 8 · capped at 3, ""the column cap"" (the file): 3 · pinned to 7, ""the column pin"" (the file): 7"
                        D,stops,0,5 available · product value: 5 · when available is 5 then stop: 0
                        E,lists,7,"5 available · product value: 5 · when available is 5 then stop: 0 · pinned to 7, ""the column pin"" (the file): 7"
                        F,lists,12,12 available · product value: 12
                        """, List.of("6 lines decided: 5 listed, 1 stopped, none held")));
    }

    @Test
    void what_is_set_is_read_exactly_or_refused() throws IOException {
        assertThat(decide("", """
                        sku,available,pin,cap,reserve more
                        A,12,,3 also when stopped,
                        B,12,,,0
                        C,12,-1,,
                        D,12,1000001,,
                        E,12,1.000,,
                        F,12,also when stopped,,
                        """).err())
                .containsExactly(
                        "stock.csv:2:7: \"3 also when stopped\" is not a whole number",
                        "stock.csv:3:8: \"0\" is not a number from 1 to 1000000",
                        "stock.csv:4:6: \"-1\" is not a number from 0 to 1000000",
                        "stock.csv:5:6: \"1000001\" is not a number from 0 to 1000000",
                        "stock.csv:6:6: \"1.000\" is not a whole number; write it without separators",
                        "stock.csv:7:6: \"also when stopped\" is not a whole number",
                        "0 lines decided: none listed, none stopped, none held; 6 with mistakes");
    }

    @Test
    void what_is_set_is_the_same_at_all_locations() throws IOException {
        assertThat(decide("", """
                        sku,location,available,pin
                        A,Berlin,12,7
                        A,Hamburg,3,
                        B,Berlin,12,7
                        B,Hamburg,3,7
                        """))
                .satisfies(answer ->
                        assertThat(answer.out()).contains("B,lists,7,").doesNotContain("A,"))
                .satisfies(
                        answer -> assertThat(answer.err())
                                .contains(
                                        "stock.csv:3:1: what is set for the sku \"A\" (pin, cap, reserve more) is not what line 2 says"));
    }

    @Test
    void date_and_time_are_those_that_are_given() throws IOException {
        assertThat(decide("when date is 2026-12-24 then hold", HEADER + "A,1\n").out())
                .contains("A,holds");
    }

    @Test
    void every_text_of_a_listing_may_come_along() throws IOException {
        var header = "sku,available,title,vendor,product type,tag,barcode,collection,marketplace,shopify keeps selling";
        assertThat(decide("", header + "\nA,1,t,v,p,\"a, b\",123,x;y,DE,yes\nB,1,,,,,,,,\nC,1,t,v,p,,,,,maybe\n")
                        .err())
                .containsExactly(
                        "stock.csv:4:15: \"maybe\" is neither yes nor no",
                        "2 lines decided: 2 listed, none stopped, none held; 1 with mistakes");
    }

    @Test
    void status_and_metafields_may_come_along() throws IOException {
        var run = decide(
                "when product status is \"draft\" then stop\nwhen metafield \"custom.season\" is \"summer\" then list 1",
                "sku,available,Product status,metafield custom.season,Metafield custom.other\n"
                        + "A,5,Draft,,\nB,5,ACTIVE,Summer,x\nC,5,,winter,summer\nD,5,drafted,,\n");
        assertThat(run.out()).contains("A,stops,0,", "B,lists,1,", "C,lists,5,").doesNotContain("D,");
        assertThat(run.err())
                .contains("stock.csv:5:5: \"drafted\" is no product status;"
                        + " Shopify's are active, archived, draft, unlisted");
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("", "1:1: the file is empty; its first line names the columns, such as sku,available"),
                Arguments.of(
                        "SKU;stock\n",
                        "1:1: no column is called \"available\", or \"level:\" and a warehouse;"
                                + " there are: \"SKU\", \"stock\""),
                Arguments.of("skus,avaliable", """
                        1:1: no column is called "sku"; there are: "skus", "avaliable"; did you mean --column "sku=skus"?
                        1:1: no column is called "available", or "level:" and a warehouse; there are: "skus", "avaliable"; did you mean --column "available=avaliable"?"""),
                Arguments.of(
                        "sku,available,Available",
                        "1:15: \"available\" and \"Available\" are both the column \"available\";"
                                + " delete or rename one of them"),
                Arguments.of(
                        "sku,level:A,level: A",
                        "1:13: \"level:A\" and \"level: A\" are both the column \"level:A\";"
                                + " delete or rename one of them"),
                Arguments.of(
                        "sku,level:",
                        "1:5: \"level:\" names no warehouse; write level:Berlin\n"
                                + "1:1: no column is called \"available\", or \"level:\" and a warehouse;"
                                + " there are: \"sku\", \"level:\""),
                Arguments.of(
                        "sku,available,metafield season",
                        "1:15: no metafield is called \"season\"; a metafield is named by its namespace and key with a"
                                + " point between, such as \"custom.season\""),
                Arguments.of(
                        "sku,level:A,available",
                        "1:13: stock is given as \"available\" or as one \"level:\" per" + " warehouse, not as both"),
                Arguments.of("sku,\"available", "1:5: this quote is not closed"),
                Arguments.of("sku,available\0", "1:14: a zero byte, which no text has"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void a_header_that_does_not_do_is_told(String csv, String said) throws IOException {
        assertThat(decide("", csv))
                .isEqualTo(new Answer("", said.lines().map("stock.csv:"::concat).toList()));
    }

    @Test
    void columns_may_have_other_names() throws IOException {
        var renamed = Map.<String, Meaning>of("Artikel", Meaning.Word.SKU, "quantityOnStock", Meaning.Word.AVAILABLE);
        var answer = decide("", "available,Artikel,quantityOnStock\nx,A,3\n", options(renamed, true));
        assertThat(answer.out()).contains("A,lists,3");
        assertThat(answer.err()).first().isEqualTo("columns not used: \"available\"");
        assertThat(decide("", "Artikel,quantityOnStok\nA,3\n", options(renamed, true))
                        .err())
                .first()
                .asString()
                .contains("no column is called \"quantityOnStock\"", "did you mean \"quantityOnStok\"?");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("1,000", "5: the line has 3 cells, the header has 2"),
                Arguments.of("\"1,000\"", "3: \"1,000\" is not a whole number; write it without separators"),
                Arguments.of("1.000", "3: \"1.000\" is not a whole number; write it without separators"),
                Arguments.of("1\u00A0000", "3: \"1\u00A0000\" is not a whole number; write it without separators"),
                Arguments.of("2.5", "3: \"2.5\" is not a whole number; stock is counted in whole units"),
                Arguments.of("3.0", "3: \"3.0\" is not a whole number; stock is counted in whole units"),
                Arguments.of("+5", "3: \"+5\" is not a whole number; write it without the plus"),
                Arguments.of("--5", "3: \"--5\" is not a whole number"),
                Arguments.of("1e3", "3: \"1e3\" is not a whole number"),
                Arguments.of("٣", "3: \"٣\" is not a whole number"),
                Arguments.of("many\u001B[31m", "3: \"many\uFFFD[31m\" is not a whole number"),
                Arguments.of(
                        "9".repeat(99),
                        "3: \"" + "9".repeat(60) + "…\" is not a number from "
                                + "-9223372036854775808 to 9223372036854775807"),
                Arguments.of(
                        "9223372036854775808",
                        "3: \"9223372036854775808\" is not a number from "
                                + "-9223372036854775808 to 9223372036854775807"),
                Arguments.of("3,x", "5: the line has 3 cells, the header has 2"),
                Arguments.of("\"3", "3: this quote is not closed before line 4, which is a row by itself"),
                Arguments.of(
                        "\"3\"4",
                        "6: after a closing quote comes the next cell; write \"\" for a quote inside of" + " quotes"),
                Arguments.of("3\0", "4: a zero byte, which no text has"),
                Arguments.of("3\u00FC", "3: \"3\u00FC\" is not a whole number"),
                Arguments.of("1" + "0".repeat(64 * 1024), "1: the line is longer than 65,536 bytes"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_line_with_a_mistake_is_told_and_the_others_are_decided(String cell, String said) throws IOException {
        var answer = decide("", HEADER + "A,1\nB," + cell + "\nC,2\n");
        assertThat(skus(answer.out())).containsExactly("A", "C");
        assertThat(answer.err())
                .containsExactly(
                        "stock.csv:3:" + said, "2 lines decided: 2 listed, none stopped, none held; 1 with mistakes");
    }

    @Test
    void skus_that_cannot_be_meant_are_told() throws IOException {
        assertThat(decide("", HEADER + " ,1\n\"A\nB\",2\nC,3\n\"D,4\n\"E\",5\n").err())
                .containsExactly(
                        "stock.csv:2:1: the sku is empty",
                        "stock.csv:3:1: this quote is not closed before line 4, which is a row by itself",
                        "stock.csv:6:1: this quote is not closed before line 7, which is a row by itself",
                        "3 lines decided: 3 listed, none stopped, none held; 3 with mistakes");
    }

    @Test
    void of_a_sku_that_comes_again_the_first_line_counts() throws IOException {
        var answer = decide("", HEADER + "A,1\nB,x\nA,2\na,3\nB,4\nA,5\n");
        assertThat(answer.out()).contains("A,lists,1,", "a,lists,3").doesNotContain("B,");
        assertThat(answer.err())
                .startsWith(
                        "stock.csv:3:3: \"x\" is not a whole number",
                        "stock.csv:4:1: the sku \"A\" stands on line 2 already",
                        "stock.csv:6:1: the sku \"B\" stands on line 3 already",
                        "stock.csv:7:1: the sku \"A\" stands on line 2 already");
    }

    @Test
    void all_mistakes_of_a_line_are_told_at_once() throws IOException {
        assertThat(decide("", "available,pack,sku\nx,0,\n").err())
                .startsWith(
                        "stock.csv:2:5: the sku is empty",
                        "stock.csv:2:1: \"x\" is not a whole number",
                        "stock.csv:2:3: \"0\" is not a number from 1 to 1000000");
    }

    /// What swallowed SKU-B without a word.
    @Test
    void in_a_file_separated_by_tabs_quotes_are_text() throws IOException {
        assertThat(decide("", "sku\ttitle\tavailable\nSKU-A\t\"Lumen lamp\t5\nSKU-B\tVase\t4\nSKU-C\tBoard 12\"\t3\n")
                        .out())
                .contains("SKU-A,lists,5", "SKU-B,lists,4", "SKU-C,lists,3");
    }

    @Test
    void an_encoding_that_was_recognised_is_said() throws IOException {
        var file = "sep=;\r\nSKU;Available\r\nKÄSE;5\r\n".getBytes(ISO_8859_1);
        assertThat(decide("", file, options(Map.of(), true)))
                .isEqualTo(new Answer(
                        "sku,decision,quantity,reason\nKÄSE,lists,5,5 available · product value: 5\n",
                        List.of(
                                "it is not UTF-8 and is read as Windows-1252; if letters look wrong, declare its"
                                        + " encoding or save it as UTF-8",
                                "1 line decided: 1 listed, none stopped, none held")));
    }

    @Test
    void two_columns_of_one_meaning_are_refused_however_they_came_to_it() throws IOException {
        var twice = Map.<String, Meaning>of("a", Meaning.Word.TAG, "b", Meaning.Word.TAG);
        assertThat(decide("", "sku,available,a,b\nA,1,x,y\n", options(twice, true))
                        .err())
                .singleElement()
                .asString()
                .contains("are both the column \"tag\"");
        var named = Map.<String, Meaning>of("a", Meaning.Word.TAG);
        assertThat(decide("", "sku,available,a,a\nA,1,x,y\n", options(named, true))
                        .err())
                .singleElement()
                .asString()
                .contains("\"a\" and \"a\" are both the column \"tag\"");
    }

    @Test
    void line_ends_of_any_kind_and_empty_lines_are_read() throws IOException {
        assertThat(decide("", "sku\tavailable\r\n\r\nA\t1\rB\t2\n\n\nC\tx").err())
                .containsExactly(
                        "stock.csv:7:3: \"x\" is not a whole number",
                        "2 lines decided: 2 listed, none stopped, none held; 1 with mistakes");
    }

    @Test
    void a_long_text_may_have_many_lines_but_not_without_end() throws IOException {
        var title = "line\n".repeat(1_000);
        assertThat(decide("", "sku,title,available\nA,\"" + title + "\",1\nB,b,x\n")
                        .err())
                .containsExactly(
                        "stock.csv:1003:5: \"x\" is not a whole number",
                        "1 line decided: 1 listed, none stopped, none held; 1 with mistakes");
        var endless =
                IntStream.range(0, 10_000).mapToObj(i -> "S" + i + ",t,1\n").collect(joining());
        assertThat(decide("", "sku,title,available\nA,\"t,1\n" + endless).err())
                .containsExactly(
                        "stock.csv:2:3: this quote is not closed before line 3, which is a row by itself",
                        "10,000 lines decided: 10,000 listed, none stopped, none held; 1 with mistakes");
    }

    @Test
    void of_many_mistakes_the_first_thousand_are_told() throws IOException {
        var lines = IntStream.range(0, 30_000)
                .mapToObj(i -> i % 10 == 3 ? "S" + i + ",?\n" : "S" + i + "," + i % 7 + "\n")
                .collect(joining());
        var answer = decide("keep 2 in reserve", HEADER + lines);
        assertThat(skus(answer.out())).hasSize(27_000);
        assertThat(answer.err()).hasSize(1_002);
        assertThat(answer.err().get(999)).startsWith("stock.csv:9995:");
        assertThat(answer.err().subList(1_000, 1_002))
                .containsExactly(
                        "stock.csv: 2,000 more lines have mistakes",
                        "27,000 lines decided: 27,000 listed, none stopped, none held; 3,000 with mistakes");
    }

    @Property(tries = 300)
    void any_sku_comes_out_as_it_came_in(
            @ForAll("skus") List<String> skus,
            @ForAll("quoteModes") QuoteMode mode,
            @ForAll("separators") char separator)
            throws IOException {
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setQuoteMode(mode)
                .get();
        var csv = new StringBuilder();
        try (var printer = format.print(csv)) {
            printer.printRecord("sku", "note", "available");
            for (int i = 0; i < skus.size(); i++) {
                printer.printRecord(skus.get(i), "a \"note\"\nof two lines", i);
            }
        }
        var answer = decide("", csv.toString());
        assertThat(answer.err())
                .as(csv.toString())
                .filteredOn(said -> !said.contains(": warning: "))
                .hasSize(2);
        assertThat(skus(answer.out())).isEqualTo(skus);
    }

    /// Quotes wherever they may stand: as many rows are decided or refused as there are.
    @Property(tries = 500)
    void every_row_is_answered_for(
            @ForAll("rowsByThemselves") List<List<String>> rows, @ForAll("anySeparator") char separator)
            throws IOException {
        var csv = new StringBuilder("sku,title,available\n".replace(',', separator));
        for (int i = 0; i < rows.size(); i++) {
            csv.append(rows.get(i).getFirst().replace("#", "S" + i))
                    .append(separator)
                    .append(rows.get(i).get(1))
                    .append(separator)
                    .append(rows.get(i).getLast())
                    .append('\n');
        }
        var answer = decide("", csv.toString());
        assertThat(decidedAndRefused(answer.err().getLast()))
                .as(csv + "\n" + answer.err())
                .isEqualTo(rows.size());
        assertThat(skus(answer.out())).doesNotHaveDuplicates();
    }

    private static int decidedAndRefused(String summary) {
        return Stream.of(summary.split("[:;]"))
                .filter(part -> part.endsWith(" decided") || part.endsWith(" with mistakes"))
                .mapToInt(part -> Integer.parseInt(part.replaceAll("[^0-9]", "")))
                .sum();
    }

    @Provide
    Arbitrary<List<List<String>>> rowsByThemselves() {
        var skus = Arbitraries.of("#", "\"#\"", "\"#", "#\"", "\"\"#", " #", "#\"x");
        var titles =
                Arbitraries.of("Lamp", "\"Lamp", "Board 12\"", "\"\"", "\"", "\"a\"\" b\"", "\"a\"b", "", "\"\"\"");
        var units = Arbitraries.of("5", "", "\"5\"", "\"5", "5\"", "x", "-3", "\"");
        return Combinators.combine(skus, titles, units).as(List::of).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Character> anySeparator() {
        return Arbitraries.of(',', ';', '\t');
    }

    @Property(tries = 500)
    void any_file_gets_an_answer(@ForAll("files") String file) {
        assertThatCode(() -> {
                    var answer = decide("", (HEADER + file).getBytes(ISO_8859_1), options(Map.of(), true));
                    int lines = file.split("\r\n|\r|\n", -1).length;
                    assertThat(answer.err().getLast()).contains(" decided: ");
                    assertThat(answer.err().subList(0, answer.err().size() - 1))
                            .filteredOn(said -> !said.contains("is read as"))
                            .allSatisfy(said -> assertThat(
                                            Integer.parseInt(said.replaceFirst("stock.csv:([0-9]+):.*", "$1")))
                                    .isBetween(2, lines + 1));
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<List<String>> skus() {
        var nasty = Arbitraries.of(
                "\"", "\"\"", ",", ";", "#", " ", "'", "\\", "=1+1", "ü", "u\u0308", "🕯", "\u00A0", "\uFEFF", "|",
                "\u3000x", "A", "0");
        return Arbitraries.oneOf(
                        nasty.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts)),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(20))
                .filter(sku -> !sku.isBlank()
                        && sku.chars().noneMatch(Character::isISOControl)
                        && UTF_8.newEncoder().canEncode(sku))
                .list()
                .uniqueElements()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<QuoteMode> quoteModes() {
        return Arbitraries.of(QuoteMode.ALL, QuoteMode.MINIMAL, QuoteMode.NON_NUMERIC);
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';');
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "A",
                        "B",
                        "1",
                        "-",
                        ",",
                        ",",
                        "\"",
                        "\"",
                        "\n",
                        "\n",
                        "\r",
                        "\r\n",
                        "\0",
                        "\u00FC",
                        "\u00C3\u00BC",
                        " ",
                        ";",
                        "\uFFFD")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    /// @param err without its prefix `stockrule: `
    private record Answer(String out, List<String> err) {}

    private static Answer decide(String statements, String csv) throws IOException {
        return decide(statements, csv, options(Map.of(), true));
    }

    private static Answer decide(String statements, String csv, DecideRun.Options options) throws IOException {
        return decide(statements, csv.getBytes(UTF_8), options);
    }

    private static Answer decide(String statements, byte[] csv, DecideRun.Options options) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        var progress = new Progress(new PrintWriter(err), false);
        var stock = Table.open(new ByteArrayInputStream(csv), Optional.empty(), Long.MAX_VALUE);
        new DecideReport(new Complaints("stock.csv", progress::say), progress)
                .run(profile(statements), RULES, options, stock, Optional.empty(), out);
        return new Answer(
                out.toString(),
                err.toString()
                        .lines()
                        .map(line -> line.replaceFirst("^stockrule: ", ""))
                        .toList());
    }

    private static Profile profile(String statements) {
        return switch (Checker.check("profile \"Test\"\n" + statements, KnownNames.ANY)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    private static DecideRun.Options options(Map<String, Meaning> renamed, boolean withReasons) {
        return new DecideRun.Options(renamed, "", LocalDateTime.of(2026, 12, 24, 10, 0), withReasons);
    }

    private static List<String> skus(String out) {
        try (var records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(out))) {
            return records.stream().map(record -> record.get("sku")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
