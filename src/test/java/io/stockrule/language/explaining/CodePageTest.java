package io.stockrule.language.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodePageTest {
    private static final Path PAGE = Path.of("docs", "diagnostics.md");

    @Test
    void the_page_is_what_the_files_say() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("run bin/stockrule explain --page > %s and commit it", PAGE)
                .isEqualTo(CodePage.of(CodeExplanations.all()));
    }

    /// An editor links to these headings.
    @Test
    void every_code_has_its_row_and_its_heading_in_order() throws IOException {
        var page = Files.readString(PAGE);
        var ids = Stream.of(Code.values()).map(Code::id).toList();
        assertThat(page.lines()
                        .filter(line -> line.startsWith("| [SR"))
                        .map(line -> line.replaceFirst("^\\| \\[(SR\\d+)].*", "$1")))
                .containsExactlyElementsOf(ids);
        assertThat(page.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
                .containsExactlyElementsOf(ids);
    }
}
