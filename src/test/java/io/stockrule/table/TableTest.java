package io.stockrule.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How files become rows.
class TableTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

    @Test
    void in_a_file_separated_by_tabs_quotes_are_text() throws IOException {
        assertThat(rows("sku\ttitle\tavailable\nSKU-A\t\"Lumen lamp\t5\nSKU-B\tVase\t4\nSKU-C\tBoard 12\"\t3\n"))
                .containsExactly("2: SKU-A+\"Lumen lamp+5", "3: SKU-B+Vase+4", "4: SKU-C+Board 12\"+3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '\0', textBlock = """
            WHAT IS WRITTEN                       | WHAT BECOMES OF IT
            A,"Lamp,5~B,Vase,4~C,Board 12",3      | 2:3 not closed before line 3; 3: B+Vase+4; 4: C+Board 12"+3
            A,"Lamp,5~C,Board 12",3               | 2:3 not closed before line 3; 3: C+Board 12"+3
            A,"Lamp,5~~B,Vase,4                   | 2:3 not closed before line 4; 4: B+Vase+4
            A,"Lamp,5                             | 2:3 not closed
            A,"two~lines",5~B,Vase,4              | 2: A+two/lines+5; 4: B+Vase+4
            A,"a "" b",5                          | 2: A+a " b+5
            """)
    void a_quoted_cell_that_would_swallow_rows_is_a_mistake_and_they_are_read(String written, String becomes)
            throws IOException {
        assertThat(rows("sku,title,available\n" + written.replace('~', '\n')).stream()
                        .map(row -> row.replaceAll("this quote is |, which is.*", ""))
                        .toList())
                .containsExactly(becomes.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '\0', textBlock = """
            WHAT IS WRITTEN           | WHAT BECOMES OF IT
            a,b,c~1,2,3,,             | 2: 1+2+3
            a,b,c,,~1,2,3~4,5,6,,     | 2: 1+2+3; 3: 4+5+6
            a,b,c~1,2,3,,x            | 2:7 the line has 5 cells, the header has 3
            a,b,c~1,2,3,4             | 2:7 the line has 4 cells, the header has 3
            a,b,c~1,2                 | 2: 1+2+
            a,b,c~1                   | 2:1 the line has 1 cell, the header has 3
            a,b,c~,,~ , ,~1,2,3       | 4: 1+2+3
            sep=;~a;b,c,d;c~1;2;3     | 3: 1+2+3
            SEP=,~a,b;d,c~1,2,3       | 3: 1+2+3
            "a;b;b;b",b,c~1,2,3       | 2: 1+2+3
            """)
    void what_spreadsheets_write_is_read(String written, String becomes) throws IOException {
        var table = open(written.replace('~', '\n').getBytes(UTF_8), Optional.empty());
        table.needs(2);
        assertThat(rows(table)).containsExactly(becomes.split("; "));
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("UTF-8", "Händler;für 5 €;x".getBytes(UTF_8), ""),
                Arguments.of("UTF-8 with mark", "\uFEFFHändler;für 5 €;x".getBytes(UTF_8), ""),
                Arguments.of("Latin-1", "Händler;für Käse;x".getBytes(ISO_8859_1), "read as Windows-1252"),
                Arguments.of("Windows-1252", "Händler;für 5 €;x".getBytes(WINDOWS_1252), "read as Windows-1252"),
                Arguments.of("quotes", "Men’s;it’s;“x”".getBytes(WINDOWS_1252), "read as Windows-1252"),
                Arguments.of("Spanish", "logística;ñ é í;¿x?".getBytes(WINDOWS_1252), "read as Windows-1252"),
                Arguments.of("Shift JIS", "出品者SKU;商品名;数量".getBytes(SHIFT_JIS), "read as Shift JIS"),
                Arguments.of("UTF-16", "\uFEFFHändler;für 5 €;🕯".getBytes(UTF_16LE), "read as UTF-16"),
                Arguments.of("UTF-16BE", "\uFEFFHändler;für 5 €;🕯".getBytes(UTF_16BE), "read as UTF-16"),
                Arguments.of("UTF-16 unmarked", "Händler;für 5 €;🕯".getBytes(UTF_16LE), "read as UTF-16"),
                Arguments.of("UTF-16BE unmarked", "Händler;für 5 €;🕯".getBytes(UTF_16BE), "read as UTF-16"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void an_encoding_is_recognised_and_said(String name, byte[] header, String said) throws IOException {
        var table = open(header, Optional.empty());
        var cells = ((Row.Cells) table.header().orElseThrow()).cells();
        var charset = said.contains("UTF-16") ? null : charset(name);
        var expected = charset == null ? "Händler;für 5 €;🕯" : new String(header, charset).replace("\uFEFF", "");
        assertThat(cells.stream().map(Cell::text).toList()).containsExactly(expected.split(";"));
        if (said.isEmpty()) {
            assertThat(table.remark()).isEmpty();
        } else {
            assertThat(table.remark().orElseThrow()).contains(said);
        }
    }

    private static Charset charset(String name) {
        return switch (name) {
            case "UTF-8", "UTF-8 with mark" -> UTF_8;
            case "Shift JIS" -> SHIFT_JIS;
            default -> WINDOWS_1252;
        };
    }

    @Test
    void an_encoding_that_is_declared_is_believed_and_not_remarked_on() throws IOException {
        var table = open(
                "a;b\nžluť;1\n".getBytes(Charset.forName("windows-1250")),
                Optional.of(Charset.forName("windows-1250")));
        assertThat(rows(table)).containsExactly("2: žluť+1");
        assertThat(table.remark()).isEmpty();
    }

    @Test
    void the_first_letter_that_is_not_ascii_may_come_late() throws IOException {
        var lines = "A;1\n".repeat(100_000);
        assertThat(rows(open(
                        ("a;b\n" + lines + "KÄSE;2\n" + lines + "KÖSE;3\n").getBytes(WINDOWS_1252), Optional.empty())))
                .contains("100002: KÄSE+2", "200003: KÖSE+3")
                .hasSize(200_002);
    }

    @Test
    void a_damaged_line_of_utf_8_is_a_mistake_and_makes_the_file_no_other_encoding() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write("a;b\nKÄSE;1\nK".getBytes(UTF_8));
        bytes.write(0xC4);
        bytes.write("SE;2\nKÖSE;3\n".getBytes(UTF_8));
        var table = open(bytes.toByteArray(), Optional.empty());
        assertThat(rows(table))
                .containsExactly(
                        "2: KÄSE+1", "3:2 the byte C4 is not UTF-8; save the file with this encoding", "4: KÖSE+3");
        assertThat(table.remark()).isEmpty();
    }

    @Test
    void what_is_nothing_in_the_encoding_is_a_mistake_in_its_line() throws IOException {
        var bytes = "a;b\nKÄSE;1\nK?SE;2\nC;3\n".getBytes(WINDOWS_1252);
        bytes[new String(bytes, ISO_8859_1).indexOf('?')] = (byte) 0x81;
        assertThat(rows(open(bytes, Optional.empty())))
                .containsExactly(
                        "2: KÄSE+1",
                        "3:2 here is something that is not windows-1252; save the file as UTF-8",
                        "4: C+3");
    }

    @Test
    void a_packed_file_is_unpacked_but_not_without_end() throws IOException {
        var packed = packed("a;b\n" + "1;2\n".repeat(10_000));
        assertThat(rows(open(packed, Optional.empty()))).hasSize(10_000);
        assertThatThrownBy(() -> rows(Table.open(new ByteArrayInputStream(packed), Optional.empty(), 20_000)))
                .isInstanceOf(IOException.class)
                .hasMessage("it has more than 20,000 bytes when it is unpacked");
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static Table open(byte[] file, Optional<Charset> declared) throws IOException {
        return Table.open(new ByteArrayInputStream(file), declared, Long.MAX_VALUE);
    }

    private static List<String> rows(String file) throws IOException {
        return rows(open(file.getBytes(UTF_8), Optional.empty()));
    }

    private static List<String> rows(Table table) throws IOException {
        var rows = new ArrayList<String>();
        for (var row = table.next(); row.isPresent(); row = table.next()) {
            rows.add(
                    switch (row.get()) {
                        case Row.Cells(long line, var cells) ->
                            line + ": "
                                    + String.join(
                                                    "+",
                                                    cells.stream()
                                                            .map(Cell::text)
                                                            .toList())
                                            .replace('\n', '/');
                        case Row.Broken(var mistake) ->
                            "%d:%d %s".formatted(mistake.line(), mistake.column(), mistake.message());
                    });
        }
        return rows;
    }
}
