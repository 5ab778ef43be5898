package io.stockrule.editor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Span;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;

class OpenTextsTest {
    private static final String URI = "file:///a.stockrule";

    record Change(int line, int character, int endLine, int endCharacter, String text) {}

    @Property(tries = 500)
    void changes_are_made_as_the_editor_makes_them(
            @ForAll("texts") String text, @ForAll("changes") List<Change> changes) {
        var texts = new OpenTexts();
        texts.open(URI, 1, text);
        var expected = text;
        for (var change : changes) {
            var start = within(expected, change.line, change.character);
            var end = within(expected, change.endLine, change.endCharacter);
            int from = EditedText.offset(expected, start);
            int to = EditedText.offset(expected, end);
            expected = expected.substring(0, Math.min(from, to)) + change.text + expected.substring(Math.max(from, to));
            var event = new TextDocumentContentChangeEvent(new Range(start, end), change.text);
            assertThat(texts.change(URI, 2, List.of(event)).map(OpenText::text)).isEqualTo(Optional.of(expected));
        }
    }

    @Property(tries = 500)
    void what_lies_between_two_texts_makes_one_of_the_other(
            @ForAll("texts") String before, @ForAll("texts") String after) {
        var edited = EditedText.of(before, TextChanges.between(new DocumentLines(before), after));
        assertThat(new DocumentLines(edited).lines()).isEqualTo(new DocumentLines(after).lines());
    }

    /// Half a surrogate pair and places behind the end among them.
    @Property(tries = 500)
    void a_place_of_the_language_is_a_place_of_the_editor(
            @ForAll("texts") String text, @ForAll("numbers") int line, @ForAll("numbers") int character) {
        var lines = new DocumentLines(text);
        var place = lines.place(new Position(line, character));
        var back = lines.position(place.line(), place.column());
        assertThat(lines.place(back)).isEqualTo(place);
        var there = within(text, back.getLine(), back.getCharacter());
        assertThat(back).isEqualTo(there);
        var plain = text.replace("\uFEFF", "").split("\r\n|\r|\n", -1)[place.line() - 1];
        assertThat(place.column()).isBetween(1, plain.codePointCount(0, plain.length()) + 1);
        var cursor = EditedText.offset(text, back);
        assertThat(text.substring(0, cursor).codePoints().noneMatch(each -> each >= 0xD800 && each <= 0xDFFF))
                .isTrue();
    }

    @Test
    void a_change_without_a_place_is_the_whole_text() {
        var texts = new OpenTexts();
        texts.open(URI, 1, "a");
        assertThat(texts.change(URI, 2, List.of(new TextDocumentContentChangeEvent("b")))
                        .map(OpenText::text))
                .contains("b");
        assertThat(texts.get(URI).map(OpenText::version)).contains(2);
        assertThat(texts.change("other", 2, List.of())).isEmpty();
    }

    @Test
    void a_place_behind_the_end_is_the_end() {
        var lines = new DocumentLines("ab\ncd");
        assertThat(lines.offset(new Position(0, 99))).isEqualTo(2);
        assertThat(lines.offset(new Position(99, 0))).isEqualTo(5);
        assertThat(lines.range(new Span(9, 9, 9))).isEqualTo(new Range(new Position(1, 2), new Position(1, 2)));
        assertThat(TextChanges.between(lines, "ab\ncd")).isEqualTo(List.<TextEdit>of());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "🕯", "ü", "\u0308", "\n", "\r\n", "\r", " ")
                .list()
                .ofMaxSize(25)
                .map(each -> String.join("", each));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(0, 12);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(numbers(), numbers(), numbers(), numbers(), texts())
                .as(Change::new)
                .list()
                .ofMaxSize(5);
    }

    /// The nearest place that there is.
    private static Position within(String text, int line, int character) {
        var lines = text.split("\r\n|\r|\n", -1);
        int number = Math.min(line, lines.length - 1);
        return new Position(number, Math.min(character, lines[number].length()));
    }
}
