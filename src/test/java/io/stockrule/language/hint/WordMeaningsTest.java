package io.stockrule.language.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.language.hint.StatementTemplates.Template;
import io.stockrule.language.reading.StockruleLexer;
import io.stockrule.language.reading.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordMeaningsTest {
    private static final Pattern OF_THE_PAGE = Pattern.compile("(?m)^    \\['([^']*)', '([^']*)', '([^']*)'],$");

    static Stream<String> statementStarts() {
        return Words.statementStarts().stream();
    }

    /// A new statement has no meaning and no template until somebody writes them.
    @ParameterizedTest
    @MethodSource("statementStarts")
    void every_statement_is_explained_and_can_be_begun(String start) {
        assertThat(WordMeanings.ofStatement(start)).isPresent();
        assertThat(WordMeanings.of("the", start)).isEqualTo(WordMeanings.ofStatement(start));
        if (!start.equals("profile")) {
            assertThat(StatementTemplates.ALL).anyMatch(each -> each.snippet().startsWith(start + " "));
        }
    }

    @Test
    void what_is_explained_is_a_word_of_the_language() {
        var keywords = IntStream.rangeClosed(1, StockruleLexer.VOCABULARY.getMaxTokenType())
                .mapToObj(Words::keyword)
                .toList();
        assertThat(keywords).containsAll(WordMeanings.explained());
    }

    @ParameterizedTest
    @FieldSource("io.stockrule.language.hint.StatementTemplates#ALL")
    void a_template_makes_a_statement_that_can_be_read(Template template) {
        var text = "profile \"A\"\n" + template.example() + "\n";
        assertThat(Checker.read(text, KnownNames.ANY)).isInstanceOf(Checked.Accepted.class);
        assertThat(template.example()).doesNotContain("$");
    }

    @Test
    void the_page_offers_the_same() throws IOException {
        var page = Files.readString(Path.of("src/main/resources/web/app/profiles/language.ts"));
        assertThat(OF_THE_PAGE
                        .matcher(page)
                        .results()
                        .map(each -> new Template(each.group(1), each.group(2), each.group(3))))
                .containsExactlyElementsOf(StatementTemplates.ALL);
    }

    /// What the page colours and offers are words of the language, all of them.
    @Test
    void the_page_knows_every_word() throws IOException {
        var page = Files.readString(Path.of("src/main/resources/web/app/profiles/language.ts"));
        var words = page.replaceAll("(?s).*WORDS = new Set\\(\\[(.*?)]\\).*", "$1")
                .replaceAll("['\\s]", "")
                .split(",");
        var keywords = IntStream.rangeClosed(1, StockruleLexer.VOCABULARY.getMaxTokenType())
                .mapToObj(Words::keyword)
                .filter(each -> !each.isEmpty() && Character.isLetter(each.charAt(0)));
        assertThat(words).containsExactlyInAnyOrderElementsOf(keywords.toList());
    }
}
