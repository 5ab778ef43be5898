package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the text, there is an answer: accepted, or diagnostics with places that exist.
class AnyTextTest {
    private static final KnownNames KNOWN = KnownNames.ofWarehouses(Set.of("Berlin", "Hamburg", "Wien"));

    private static final List<String> EXAMPLES = examples();

    @Property
    void any_text_gets_an_answer(@ForAll String text) {
        assertAnswered(text);
    }

    @Property
    void any_mixture_of_words_gets_an_answer(@ForAll("mixtures") String text) {
        assertAnswered(text);
    }

    @Property(tries = 3000)
    void any_damaged_profile_gets_an_answer(@ForAll("damaged") String text) {
        assertAnswered(text);
    }

    @Provide
    Arbitrary<String> mixtures() {
        var words = Arbitraries.of(
                "profile",
                "use",
                "keep",
                "quantity",
                "when",
                "then",
                "and",
                "or",
                "not",
                "(",
                ")",
                "expect",
                "available",
                "is",
                "below",
                "between",
                "date",
                "2026-12-24",
                "2026-13-01",
                "02-29",
                "13-40",
                "steps",
                "08:30",
                "25:00",
                "\"Berlin\"",
                "\"",
                "'x'",
                "3",
                "-3",
                "1_000",
                "2.5",
                "20%",
                ",",
                "in",
                "reserve",
                "lists",
                "holds",
                "stock",
                "unknown",
                "pack",
                "list",
                "product",
                "value",
                "hold",
                "stop",
                "at",
                "most",
                "least",
                "on",
                "with",
                "sku",
                "tag",
                "one",
                "of",
                "all",
                "warehouses",
                "except",
                "shopify",
                "keeps",
                "selling",
                "promise",
                "listed",
                "never",
                "rises",
                "\n",
                "\n",
                "#",
                "🕯",
                "\u0301",
                "\u202E",
                "\uD83D",
                "\\",
                "warehuoses");
        return words.list().ofMaxSize(60).map(each -> String.join(" ", each));
    }

    @Provide
    Arbitrary<String> damaged() {
        var example = Arbitraries.of(EXAMPLES);
        var place = Arbitraries.doubles().between(0, 1);
        var inserted = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(3),
                Arbitraries.of("\"", "\n", "(", "not ", "-", "9", "then ", "#", ","));
        return Combinators.combine(example, place, Arbitraries.integers().between(0, 8), inserted)
                .as(AnyTextTest::damage);
    }

    private static String damage(String example, double place, int removed, String inserted) {
        int from = (int) (place * example.length());
        int to = Math.min(example.length(), from + removed);
        return example.substring(0, from) + inserted + example.substring(to);
    }

    private static void assertAnswered(String text) {
        var checked = Checker.check(text, KNOWN);
        var lines = text.split("\r\n|\r|\n", -1);
        for (var diagnostic : checked.diagnostics()) {
            var span = diagnostic.span();
            assertThat(span.line()).isBetween(1, lines.length);
            int length = lines[span.line() - 1].codePointCount(0, lines[span.line() - 1].length());
            assertThat(span.column()).isBetween(1, length + 1);
            assertThat(span.column() + span.length()).isBetween(2, length + 2);
        }
        assertThat(checked.diagnostics())
                .isSortedAccordingTo((one, other) -> one.span().compareTo(other.span()));
        assertThat(checked instanceof Checked.Rejected)
                .isEqualTo(checked.diagnostics().stream().anyMatch(Diagnostic::isError));
        assertThat(Rendering.render("any", text, checked.diagnostics()))
                .doesNotContain("Exception", "antlr", "EOF", "null");
    }

    private static List<String> examples() {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().map(AnyTextTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
