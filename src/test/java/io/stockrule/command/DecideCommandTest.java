package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.SharedData;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `decide` as it is called.
class DecideCommandTest {
    private static final String CATALOGUE = "shopify/catalog/sunrise-inventory-26137-skus.csv.gz";

    @TempDir
    Path folder;

    @Test
    void decisions_go_to_standard_output_and_all_else_to_standard_error() throws IOException {
        var answer = decide("keep 2 in reserve", "sku,available,note\nA,5,x\n");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).isEqualTo("""
                        sku,decision,quantity,reason
                        A,lists,3,5 available · 2 kept in reserve: 3 · product value: 3
                        """);
        assertThat(answer.err().lines())
                .containsExactly(
                        "stockrule: columns not used: \"note\"",
                        "stockrule: 1 line decided: 1 listed, none stopped, none held");
    }

    @Test
    void a_line_with_a_mistake_gives_1() throws IOException {
        var answer = decide("", "sku,available\nA,5\nB,x\n");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).startsWith(folder.resolve("stock.csv") + ":3:3: \"x\" is not a whole number\n");
    }

    @Test
    void a_header_with_a_mistake_gives_1_and_no_decision() throws IOException {
        var answer = decide("", "sku\nA\n");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void a_profile_with_a_mistake_gives_1_and_decides_nothing() throws IOException {
        var answer = decide("keep much in reserve", "sku,available\nA,5\n");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("test.stockrule:2:6: SR101 ").contains("  2 | keep much in reserve\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            OPTION                       | SAID
            --at=yesterday               | --at yesterday is no date with a time, such as 2026-12-24T10:00
            --column=availble=x          | --column availble=... means nothing; did you mean available?
            --column=available           | Value for option option '--column' (MEANING=NAME) should be in KEY=VALUE format but was available
            --colunm=a=b                 | Unknown option: '--colunm=a=b'
            """)
    void wrong_usage_gives_2_and_one_line(String option, String said) throws IOException {
        var answer = decide("", "sku,available\nA,5\n", option);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err().lines()).first().isEqualTo("stockrule: " + said);
        assertThat(answer.err()).endsWith("Try bin/stockrule decide --help\n");
    }

    @Test
    void files_that_cannot_be_used_give_2() throws IOException {
        var stock = file("stock.csv", "sku,available\n");
        var profile = file("test.stockrule", "profile \"Test\"");
        assertThat(Answer.of("decide", "--stock", stock).exitCode()).isEqualTo(2);
        assertThat(Answer.of("decide", "--profile", profile, "--stock", stock + "x"))
                .isEqualTo(new Answer(2, "", "stockrule: cannot decide " + stock + "x: there is no such file\n"));
        assertThat(Answer.of("decide", "--profile", profile, "--stock", folder.toString())
                        .err())
                .endsWith(": it is a folder\n");
        assertThat(Answer.of("decide", "--profile", profile + "x", "--stock", stock)
                        .exitCode())
                .isEqualTo(2);
        var broken = Arrays.copyOf(packed("sku,available\n" + "A,1\n".repeat(1000)), 40);
        Files.write(folder.resolve("broken.csv.gz"), broken);
        assertThat(Answer.of(
                                "decide",
                                "--profile",
                                profile,
                                "--stock",
                                folder.resolve("broken.csv.gz").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void an_encoding_may_be_declared() throws IOException {
        Files.write(folder.resolve("stock.csv"), "sku,available\nžluť,5\n".getBytes(Charset.forName("windows-1250")));
        var answer = Answer.of(
                "decide",
                "--profile",
                file("test.stockrule", "profile \"Test\""),
                "--stock",
                folder.resolve("stock.csv").toString(),
                "--encoding=windows-1250");
        assertThat(answer.out()).contains("žluť,lists,5");
        assertThat(answer.err()).doesNotContain("read as");
        assertThat(decide("", "sku,available\nA,5\n", "--encoding=nonsense").exitCode())
                .isEqualTo(2);
    }

    @Test
    void rule_files_that_cannot_be_used_give_1() throws IOException {
        var answer = decide("", "sku,available\nA,5\n", "--rules=" + folder.resolve("none"));
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("cannot read the rules folder " + folder.resolve("none"));
    }

    @Test
    void a_packed_file_with_a_byte_order_mark_is_read() throws IOException {
        Files.write(folder.resolve("stock.csv"), packed("\uFEFFsku,available\nA,5\n"));
        var answer = Answer.of(
                "decide",
                "--profile",
                file("test.stockrule", "profile \"Test\""),
                "--stock",
                folder.resolve("stock.csv").toString());
        assertThat(answer.out()).contains("A,lists,5");
    }

    @Test
    void the_output_file_appears_when_it_is_complete() throws IOException {
        var out = folder.resolve("out.csv");
        Files.writeString(out, "old");
        var answer = decide("", "sku,available\nA,5\nB,x\n", "--out=" + out);
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(out).hasContent("sku,decision,quantity,reason\nA,lists,5,5 available · product value: 5\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        assertThat(decide("", "sku\n", "--out=" + out).exitCode()).isEqualTo(1);
        assertThat(out).as("a file without decisions takes no place").content().startsWith("sku,decision");
    }

    @Test
    void the_stock_file_is_not_written_over() throws IOException {
        var answer = decide("", "sku,available\nA,5\n", "--out=" + folder.resolve("stock.csv"));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("stock.csv")).hasContent("sku,available\nA,5\n");
    }

    @Test
    void a_profile_of_christmas_holds_at_christmas() throws IOException {
        var profile = "when date is 2026-12-24 then hold";
        assertThat(decide(profile, "sku,available\nA,5\n", "--at=2026-12-24T10:00")
                        .out())
                .contains("A,holds,,");
        assertThat(decide(profile, "sku,available\nA,5\n", "--at=2026-12-25T00:00")
                        .out())
                .contains("A,lists,5,");
    }

    @ParameterizedTest
    @CsvSource({"default", "aroma-candles", "safety-reserve", "last-pieces", "single-stock"})
    void a_real_catalogue_is_decided_as_worked_out_by_hand(String example) throws IOException {
        LongUnaryOperator expected = switch (example) {
            case "aroma-candles" -> units -> Math.min(units, 3);
            case "safety-reserve" -> units -> Math.clamp(units - 2, 0, 10);
            case "last-pieces" -> units -> units < 3 ? 0 : units;
            case "single-stock" -> _ -> 1;
            default -> units -> units;
        };
        var answer = Answer.of(
                "decide",
                "--profile",
                "dsl-examples/" + example + ".stockrule",
                "--stock",
                SharedData.file(CATALOGUE).toString(),
                "--column",
                "available=quantityOnStock");
        assertThat(answer.exitCode()).isZero();
        assertThat(quantities(answer.out()))
                .hasSize(26_137)
                .isEqualTo(units().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, it -> Long.toString(expected.applyAsLong(it.getValue())))));
    }

    private static Map<String, Long> units() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(SharedData.file(CATALOGUE)));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(it -> it[0], it -> Long.parseLong(it[1])));
        }
    }

    private static Map<String, String> quantities(String out) {
        return out.lines().skip(1).map(line -> line.split(",")).collect(Collectors.toMap(it -> it[0], it -> it[2]));
    }

    private Answer decide(String statements, String csv, String... options) throws IOException {
        var args = new ArrayList<>(List.of(
                "decide",
                "--profile",
                file("test.stockrule", "profile \"Test\"\n" + statements),
                "--stock",
                file("stock.csv", csv)));
        args.addAll(List.of(options));
        return Answer.of(args.toArray(String[]::new));
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
