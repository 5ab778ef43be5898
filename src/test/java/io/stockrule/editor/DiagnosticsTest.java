package io.stockrule.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticsTest {
    private static final String URI = "file:///candles.stockrule";

    @Test
    void a_mistake_is_told_as_on_the_command_line() throws Exception {
        try (var editor = TestEditor.with("Berlin", "Hamburg")) {
            var text = "profile \"A\"\nuse warehouse \"Berlim\"\n";
            var told = editor.open(URI, text);
            var same = Checker.check(text, KnownNames.ofWarehouses(Set.of("Berlin", "Hamburg")))
                    .diagnostics()
                    .getFirst();
            assertThat(told).singleElement().satisfies(each -> {
                assertThat(each.getCode().getLeft()).isEqualTo("SR201");
                assertThat(each.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
                assertThat(each.getSource()).isEqualTo("stockrule");
                assertThat(each.getMessage())
                        .isEqualTo(same.message() + "\n" + same.help().orElseThrow())
                        .contains("did you mean \"Berlin\"?");
                assertThat(((JsonObject) each.getData()).get("help").getAsString())
                        .isEqualTo(same.help().orElseThrow());
            });
            assertUnderlined(text, told, "\"Berlim\"");
        }
    }

    @Test
    void where_the_page_of_the_codes_is_known_a_mistake_leads_to_its_own() throws Exception {
        var known = TestEditor.settings();
        var page = java.net.URI.create("file:///docs/diagnostics.md");
        var settings = new ServerSettings(known.warehouses(), known.rules(), known.today(), Optional.of(page));
        try (var editor = TestEditor.ready(new TestEditor(settings), "{}")) {
            assertThat(editor.open(URI, "profile \"A\"\nkeep -2 in reserve\n"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.getCodeDescription().getHref())
                            .isEqualTo("file:///docs/diagnostics.md#sr109"));
        }
        try (var editor = TestEditor.with()) {
            assertThat(editor.open(URI, "profile \"A\"\nkeep -2 in reserve\n"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.getCodeDescription()).isNull());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile \"🕯️🕯 ünï\" quantity\n",
                "profile \"A\"\r\n\r\nuse warehouse \"🕯\", \"Wien\" quantity\r\n",
                "profile \"A\"\ruse warehouse \"🕯\" quantity\r",
                "\uFEFFprofile \"🕯\" quantity\n",
                "profile \"A\"   # 🕯🕯\n\t\u00A0 use all warehouses quantity"
            })
    void a_place_is_counted_as_editors_count(String text) throws Exception {
        try (var editor = TestEditor.with()) {
            var told = editor.open(URI, text);
            assertThat(told).hasSize(1);
            assertUnderlined(text, told, "quantity");
        }
    }

    @Test
    void what_is_missing_at_the_end_of_a_line_is_told_there() throws Exception {
        try (var editor = TestEditor.with()) {
            var told = editor.open(URI, "profile \"🕯\"\nkeep 2 in");
            assertThat(told.getFirst().getRange()).isEqualTo(new Range(new Position(1, 9), new Position(1, 9)));
        }
    }

    @Test
    void a_warning_is_a_warning_and_what_does_nothing_is_faded() throws Exception {
        try (var editor = TestEditor.with()) {
            var told = editor.open(URI, "profile \"A\"\nwhen available is below 0 then list product value\n");
            assertThat(told)
                    .anySatisfy(each -> {
                        assertThat(each.getSeverity()).isEqualTo(DiagnosticSeverity.Warning);
                        assertThat(each.getTags()).contains(DiagnosticTag.Unnecessary);
                    })
                    .noneMatch(each -> each.getSeverity() == DiagnosticSeverity.Error);
        }
    }

    @Test
    void the_other_place_of_a_contradiction_is_told_too() throws Exception {
        try (var editor = TestEditor.with()) {
            var text = "profile \"A\"\nwhen available is below 3 and available is above 5 then hold\n";
            var told = editor.open(URI, text);
            assertThat(told.getFirst().getRelatedInformation()).singleElement().satisfies(each -> {
                assertThat(each.getLocation().getUri()).isEqualTo(URI);
                assertThat(each.getMessage())
                        .isEqualTo(underlined(text, each.getLocation().getRange()));
            });
        }
    }

    @Test
    void a_text_that_is_too_large_is_told_so() throws Exception {
        try (var editor = TestEditor.with()) {
            var told = editor.open(URI, "profile \"A\"\n" + "# long\n".repeat(300_000));
            assertThat(told)
                    .singleElement()
                    .satisfies(each -> assertThat(each.getCode().getLeft()).isEqualTo("SR001"));
            assertThat(editor.change(URI, new TextDocumentContentChangeEvent("profile \"A\"\n")))
                    .isEmpty();
        }
    }

    @Test
    void several_texts_are_open_at_once_and_each_has_its_own() throws Exception {
        try (var editor = TestEditor.with()) {
            assertThat(editor.open("a.stockrule", "profile \"A\"\nkeep\n")).hasSize(1);
            assertThat(editor.open("b.stockrule", "profile \"B\"\n")).isEmpty();
            assertThat(editor.change("b.stockrule", new TextDocumentContentChangeEvent("profil")))
                    .hasSize(1);
            assertThat(editor.toldBesides("a.stockrule")).isEmpty();
        }
    }

    @Test
    void the_last_of_many_changes_gets_its_diagnostics_and_those_behind_it_get_none() throws Exception {
        try (var editor = TestEditor.with()) {
            editor.open(URI, "profile \"A\"\n");
            for (int i = 0; i < 200; i++) {
                editor.tell(URI, new TextDocumentContentChangeEvent(large(i % 2 == 0 ? "keep" : "keep 2 in reserve")));
            }
            assertThat(editor.told(URI)).noneMatch(each -> each.getSeverity() == DiagnosticSeverity.Error);
            assertThat(editor.toldBesides(URI)).isEmpty();
        }
    }

    private static String large(String statement) {
        return "profile \"A\"\n" + statement + "\n"
                + IntStream.range(0, 150)
                        .mapToObj("when vendor is \"Maker %d\" and available is below 7 then list 1\n"::formatted)
                        .collect(Collectors.joining());
    }

    @Test
    void a_text_that_is_closed_is_told_clean_and_nothing_comes_after() throws Exception {
        try (var editor = TestEditor.with()) {
            editor.open(URI, "profile \"A\"\nkeep\n");
            editor.tell(URI, new TextDocumentContentChangeEvent(large("keep")));
            editor.server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(PlacedText.id(URI)));
            List<org.eclipse.lsp4j.PublishDiagnosticsParams> told;
            do {
                told = editor.toldBesides(URI);
            } while (told.isEmpty() || !told.getLast().getDiagnostics().isEmpty());
            // Another document's answer comes after anything that might still come of this one.
            editor.open("other.stockrule", "profile \"B\"\n");
            assertThat(editor.toldBesides(URI)).isEmpty();
        }
    }

    private static void assertUnderlined(String text, List<Diagnostic> told, String words) {
        assertThat(told.stream().map(each -> underlined(text, each.getRange()))).containsExactly(words);
    }

    private static String underlined(String text, Range range) {
        return text.substring(EditedText.offset(text, range.getStart()), EditedText.offset(text, range.getEnd()));
    }
}
