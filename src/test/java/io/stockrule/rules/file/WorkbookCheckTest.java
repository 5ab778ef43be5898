package io.stockrule.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookCheckTest {
    private static final String SHEET_PART = "xl/worksheets/sheet1.xml";

    @Test
    void texts_and_numbers_are_fine() throws IOException {
        assertThat(WorkbookCheck.check(
                        workbook(sheet -> sheet.createRow(3).createCell(1).setCellValue(7))))
                .isEmpty();
    }

    @Test
    void a_link_inside_the_workbook_is_fine() throws IOException {
        assertThat(WorkbookCheck.check(workbook(sheet -> link(sheet, HyperlinkType.DOCUMENT, "'Caps'!A1"))))
                .isEmpty();
    }

    @Test
    void a_formula_is_told_with_sheet_and_cell() throws IOException {
        assertThat(WorkbookCheck.check(
                        workbook(sheet -> sheet.createRow(6).createCell(1).setCellFormula("1+1"))))
                .contains("sheet \"Caps\", cell B7 is a formula; put its value there");
    }

    @Test
    void a_link_to_the_outside_is_told_with_sheet_and_cell() throws IOException {
        assertThat(WorkbookCheck.check(workbook(sheet -> link(sheet, HyperlinkType.URL, "https://example.com"))))
                .contains("sheet \"Caps\", cell C3 links to the outside");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xl/vbaProject.bin                  | holds macros (xl/vbaProject.bin)
            xl/macrosheets/sheet1.xml          | holds macros (xl/macrosheets/sheet1.xml)
            xl/externalLinks/externalLink1.xml | holds links to other workbooks (xl/externalLinks/externalLink1.xml)
            xl/embeddings/oleObject1.bin       | holds embedded files (xl/embeddings/oleObject1.bin)
            xl/connections.xml                 | holds connections to data (xl/connections.xml)
            """)
    void parts_that_do_something_are_refused(String part, String message) throws IOException {
        assertThat(WorkbookCheck.check(with(workbook(_ -> {}), part, "<x/>"))).contains(message);
    }

    @Test
    void a_part_that_is_fetched_from_elsewhere_is_refused() throws IOException {
        var relations = """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
                Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
                Target="http://example.com/x.png" TargetMode="External"/></Relationships>""";
        assertThat(WorkbookCheck.check(with(workbook(_ -> {}), "xl/worksheets/_rels/sheet1.xml.rels", relations)))
                .contains("links to the outside (xl/worksheets/_rels/sheet1.xml.rels)");
    }

    @Test
    void entities_are_refused_before_anything_reads_them() throws IOException {
        var file = changed(
                workbook(_ -> {}),
                SHEET_PART,
                xml -> xml.replaceFirst(
                        "<worksheet", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet"));
        assertThat(WorkbookCheck.check(file).orElseThrow())
                .startsWith("holds entities or is no XML (" + SHEET_PART + ")")
                .contains("DOCTYPE");
    }

    @Test
    void what_unpacks_to_far_too_much_is_refused_by_size_and_by_number() throws IOException {
        var bomb = with(workbook(_ -> {}), "xl/media/bomb.xml", " ".repeat(40 << 20));
        assertThat(bomb.length).isLessThan(RuleFile.LARGEST);
        assertThat(WorkbookCheck.check(bomb).orElseThrow()).startsWith("unpacks to more than a rule table needs");
        assertThat(WorkbookCheck.check(archive(zip -> {
                            for (int i = 0; i < 1_000; i++) {
                                put(zip, "p" + i, new byte[1]);
                            }
                        }))
                        .orElseThrow())
                .startsWith("unpacks to more than a rule table needs");
    }

    @Test
    void as_much_as_a_workbook_may_hold_is_no_problem() throws IOException {
        assertThat(WorkbookArchive.check(archive(zip -> {
                    for (int i = 0; i < 499; i++) {
                        put(zip, "p" + i, new byte[0]);
                    }
                    put(zip, "large", new byte[16 << 20]);
                })))
                .isEmpty();
        assertThat(WorkbookArchive.check(archive(zip -> put(zip, "large", new byte[(16 << 20) + 1]))))
                .isPresent();
        assertThat(WorkbookArchive.check(archive(zip -> {
                    for (int i = 0; i < 501; i++) {
                        put(zip, "p" + i, new byte[0]);
                    }
                })))
                .isPresent();
    }

    @Test
    void a_part_that_is_no_xml_is_told() throws IOException {
        assertThat(WorkbookArchive.check(archive(zip -> put(zip, "a.xml", new byte[] {'<', '<'})))
                        .orElseThrow())
                .startsWith("holds entities or is no XML (a.xml)");
        assertThat(WorkbookArchive.check(new byte[0])).contains("is no XLSX workbook");
    }

    @Test
    void other_files_are_no_workbooks() throws IOException {
        assertThat(WorkbookCheck.check("RuleSet,rules".getBytes(StandardCharsets.UTF_8)))
                .contains("is no XLSX workbook");
        assertThat(WorkbookCheck.check(archive(zip -> put(zip, "a.txt", new byte[3])))
                        .orElseThrow())
                .startsWith("is no XLSX workbook: ");
        var half = workbook(_ -> {});
        assertThat(WorkbookCheck.check(java.util.Arrays.copyOf(half, half.length / 2)))
                .isPresent();
    }

    private static byte[] workbook(Consumer<XSSFSheet> fill) throws IOException {
        try (var workbook = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            fill.accept(workbook.createSheet("Caps"));
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static void link(XSSFSheet sheet, HyperlinkType type, String address) {
        var link = sheet.getWorkbook().getCreationHelper().createHyperlink(type);
        link.setAddress(address);
        sheet.createRow(2).createCell(2).setHyperlink(link);
    }

    /// The archive with one more part, which the workbook itself says nothing of.
    private static byte[] with(byte[] workbook, String part, String content) throws IOException {
        return archive(zip -> {
            copy(workbook, zip, "", UnaryOperator.identity());
            put(zip, part, content.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static byte[] changed(byte[] workbook, String part, UnaryOperator<String> change) throws IOException {
        return archive(zip -> copy(workbook, zip, part, change));
    }

    private interface Filling {
        void fill(ZipOutputStream zip) throws IOException;
    }

    private static byte[] archive(Filling filling) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            filling.fill(zip);
        }
        return out.toByteArray();
    }

    private static void copy(byte[] from, ZipOutputStream to, String changed, UnaryOperator<String> change)
            throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(from))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = zip.readAllBytes();
                put(to, entry.getName(), entry.getName().equals(changed) ? edited(content, change) : content);
            }
        }
    }

    private static byte[] edited(byte[] content, UnaryOperator<String> change) {
        var before = new String(content, StandardCharsets.UTF_8);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return after.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
