package io.stockrule.language;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What merchants are told, one case a file: the profile, then what is said about it.
///
/// `{U+202E}` in a file stands for that character. Run with `-Dgolden.write=true` to write down what is said now, and
/// read the difference before it is committed.
class GoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "language");
    private static final String SEPARATOR = "---------- says ----------\n";
    private static final Pattern CODE_POINT = Pattern.compile("\\{U\\+([0-9A-F]+)}");
    private static final Set<String> WAREHOUSES = Set.of("Berlin", "Hamburg", "Wien");
    private static final KnownNames KNOWN = KnownNames.ofWarehouses(WAREHOUSES)
            .withRuleFiles(Set.of("house rules", "seasons"))
            .withMarketplaces();

    /// What the files know whose names start with `closed`.
    private static final KnownNames WIEN_IS_CLOSED =
            KnownNames.ofWarehouses(WAREHOUSES).withClosed(Set.of("Wien"));

    /// What the files know whose names start with `text-unknown`.
    private static final KnownNames TEXTS = KNOWN.withTexts(Word.Named.VENDOR, Set.of("Aroma House", "Müller"))
            .withTexts(Word.Named.TAG, Set.of("fragile", "carton"));

    static List<Path> mistakes() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_as_its_file_says(Path file) throws IOException {
        var parts = Files.readString(file).split(SEPARATOR, 2);
        var said = said(file, parts[0]);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, parts[0] + SEPARATOR + said);
        } else {
            assertThat(said).isEqualTo(parts[1]);
        }
    }

    private static String said(Path file, String written) {
        var text = CODE_POINT
                .matcher(written)
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
        var name = file.getFileName().toString().replace(".txt", ".stockrule");
        var known = name.startsWith("closed") ? WIEN_IS_CLOSED : name.startsWith("text-unknown") ? TEXTS : KNOWN;
        var said = Rendering.render(name, text, Checker.check(text, known).diagnostics());
        return said.codePoints().mapToObj(GoldenTest::visible).collect(joining());
    }

    private static String visible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                ? "{U+%04X}".formatted(codePoint)
                : Character.toString(codePoint);
    }
}
