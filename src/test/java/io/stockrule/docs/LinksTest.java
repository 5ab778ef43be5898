package io.stockrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation points to is there.
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\\n]+`");

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");

    static Stream<Path> pages() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            var pages = docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("deployment", "README.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void relative_links_lead_to_files(Path page) throws IOException {
        assertThat(links(Files.readString(page)))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_into_a_page_lead_to_its_headings(Path page) throws IOException {
        for (var link :
                targets(Files.readString(page)).filter(it -> it.contains("#")).toList()) {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(headings(Files.readString(target))).as(link).contains(parts[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void files_and_folders_that_are_named_exist(Path page) throws IOException {
        var named = Pattern.compile("`((?:bin|deployment|docs|dsl-examples|rules|src)/[\\w./-]*)`")
                .matcher(Files.readString(page));
        assertThat(named.results().map(it -> it.group(1)).filter(name -> !name.endsWith("/.env")))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void the_readme_leads_to_every_page() throws IOException {
        var readme = links(Files.readString(Path.of("README.md")));
        try (var docs = Files.list(Path.of("docs"))) {
            assertThat(readme)
                    .containsAll(docs.map(Path::toString)
                            .filter(it -> it.endsWith(".md"))
                            .toList());
        }
    }

    @Test
    void tests_that_are_named_exist() throws IOException {
        var named = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`")
                .matcher(Files.readString(Path.of("docs", "way-of-a-stock-level.md")))
                .results()
                .toList();
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(source(TESTS, test.group(1)))
                        .as(test.group())
                        .contains("void " + test.group(2) + "("));
    }

    @Test
    void classes_that_are_named_exist() throws IOException {
        var named = Pattern.compile("`([A-Z]\\w+[a-z]\\w*)`")
                .matcher(Files.readString(Path.of("docs", "way-of-a-stock-level.md")));
        assertThat(named.results().map(it -> it.group(1)).filter(name -> !name.equals("InstantSource")))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(source(MAIN, name) + source(TESTS, name)).isNotEmpty());
    }

    /// Of the class with this name in any package, or nothing.
    private static String source(Path folder, String name) throws IOException {
        try (var files = Files.walk(folder)) {
            var found = files.filter(file -> file.endsWith(name + ".java")).findFirst();
            return found.isPresent() ? Files.readString(found.get()) : "";
        }
    }

    @Test
    void links_are_found_in_prose_and_not_in_code() {
        assertThat(links("see [a](docs/a.md#b), [c](https://c.example) and `[d](e)`"))
                .containsExactly("docs/a.md");
    }

    /// As they are linked to: in small letters, with hyphens for spaces, and without signs.
    private static List<String> headings(String text) {
        return Pattern.compile("(?m)^#+ (.+)$")
                .matcher(text)
                .results()
                .map(it -> it.group(1).toLowerCase(Locale.ROOT))
                .map(it -> it.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static List<String> links(String text) {
        return targets(text)
                .map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> !link.isEmpty())
                .toList();
    }

    /// What is linked to within the documentation.
    private static Stream<String> targets(String text) {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(it -> it.group(1))
                .filter(link -> !link.contains("://"));
    }
}
