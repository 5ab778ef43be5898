package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people write who do not know the language yet: what they are told, and what the offered repair makes of it.
///
/// Three lines a case in `src/test/resources/intents.txt`: written, told (the words that are underlined, and the help)
/// and
/// repaired; `\n` stands for the end of a line, `(likely)` for a repair that is not applied unseen. Run with
/// `-Dgolden.write=true` to write down what is said now, and read the difference before it is committed.
class IntentsTest {
    private static final Path FILE = Path.of("src", "test", "resources", "intents.txt");
    private static final String NAME = "profile \"Test\"\n";
    private static final int AT_LEAST = 60;

    record Case(String written, String told, String repaired) {
        String text() {
            return NAME + written.replace("\\n", "\n") + "\n";
        }
    }

    static List<Case> cases() throws IOException {
        var blocks = Files.readString(FILE).split("\n\n");
        return Stream.of(blocks)
                .map(block -> block.strip().split("\n"))
                .map(lines -> new Case(
                        lines[0].strip(),
                        lines.length > 1 ? lines[1].strip() : "",
                        lines.length > 2 ? lines[2].strip() : ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_newcomers_words_are_told_and_repaired_as_the_file_says(Case written) {
        if (!Boolean.getBoolean("golden.write")) {
            assertThat(now(written)).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_is_repaired_checks_clean(Case written) {
        var repaired = repaired(written.text());
        assertThat(repaired).isNotEqualTo(written.text());
        assertThat(Checker.check(repaired, KnownNames.ANY).diagnostics())
                .as(repaired)
                .noneMatch(Diagnostic::isError);
    }

    @Test
    void there_are_many_and_the_file_can_be_written_anew() throws IOException {
        assertThat(cases())
                .hasSizeGreaterThan(AT_LEAST)
                .extracting(Case::written)
                .doesNotHaveDuplicates();
        if (Boolean.getBoolean("golden.write")) {
            var blocks = new ArrayList<String>();
            for (var each : cases()) {
                var now = now(each);
                blocks.add("%s\n    %s\n    %s\n".formatted(now.written(), now.told(), now.repaired()));
            }
            Files.writeString(FILE, String.join("\n", blocks));
        }
    }

    private static Case now(Case written) {
        var diagnostics = mistakes(written.text());
        boolean certain =
                diagnostics.stream().flatMap(each -> each.repair().stream()).allMatch(Repair::certain);
        var told = diagnostics.stream()
                .map(each -> "%s `%s` %s"
                        .formatted(
                                each.code().id(),
                                underlined(written.text(), each.span()),
                                each.help().orElse("").replace("\n", "\\n")))
                .collect(Collectors.joining("; "));
        var repaired = repaired(written.text()).substring(NAME.length()).strip().replace("\n", "\\n");
        return new Case(written.written(), told, repaired + (certain ? "" : " (likely)"));
    }

    private static List<Diagnostic> mistakes(String text) {
        return Checker.check(text, KnownNames.ANY).diagnostics().stream()
                .filter(Diagnostic::isError)
                .toList();
    }

    private static String repaired(String text) {
        return Repair.applied(
                text,
                mistakes(text).stream().flatMap(each -> each.repair().stream()).toList());
    }

    private static String underlined(String text, Span span) {
        var line = text.lines().toList().get(span.line() - 1);
        int from = line.offsetByCodePoints(0, span.column() - 1);
        return from == line.length() ? "" : line.substring(from, line.offsetByCodePoints(from, span.length()));
    }
}
