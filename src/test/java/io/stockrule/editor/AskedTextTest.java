package io.stockrule.editor;

import static io.stockrule.editor.TestEditor.answer;
import static io.stockrule.editor.TestEditor.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.drawing.Curve;
import io.stockrule.language.drawing.CurvePlot;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.writing.Formatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.*;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of a text besides what may follow in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedTextTest {
    private static final String URI = "file:///a.stockrule";
    private TestEditor editor;

    @BeforeAll
    void open() throws Exception {
        editor = TestEditor.with();
    }

    @AfterAll
    void close() throws Exception {
        editor.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', useHeadersInDisplayName = true, textBlock = """
            WRITTEN                                     → MEANING
            ke|ep 2 in reserve                          → Units or a percentage that are kept back
            keep 2 in rese|rve                          → What is kept back and never listed.
            keep |2 in reserve                          → Units or a percentage that are kept back
            when ta|g is "🕯" then hold                 → The tags of the product in Shopify
            when tag is "🕯" the|n hold                 → An exception. From top to bottom
            when tag is "🕯" then hol|d                 → Nothing is sent
            WHEN AVAIL|ABLE is below 3 then hold        → The units in the warehouses that count
            """)
    void a_word_is_explained_where_it_stands(String written, String meaning) throws Exception {
        assertThat(hover("profile \"A\"\n" + written)
                        .orElseThrow()
                        .getContents()
                        .getRight()
                        .getValue())
                .startsWith(meaning)
                .contains("\n\nfor example: `");
    }

    @Test
    void a_profile_shows_what_it_lists() throws Exception {
        var text = "profile \"A🕯|\"\nkeep 2 in reserve\nquantity not more than 3\n";
        var plain = text.replace("|", "");
        var profile = ProfileBuilder.build(
                ProfileParser.parse(plain, new io.stockrule.language.Findings()).statements());
        var hover = hover(text).orElseThrow();
        assertThat(hover.getContents().getRight().getKind()).isEqualTo("markdown");
        assertThat(hover.getContents().getRight().getValue())
                .endsWith("```text\n" + CurvePlot.of(Curve.of(profile)) + "```")
                .contains("5 and more  3");
        assertThat(hover.getRange()).isEqualTo(new Range(new Position(0, 8), new Position(0, 13)));
    }

    @Test
    void what_included_rules_do_is_shown_too() throws Exception {
        assertThat(hover("profile \"|A\"\ninclude rules \"seasonal-cap\"\n")
                        .orElseThrow()
                        .getContents()
                        .getRight()
                        .getValue())
                .contains("included rules were tried with some of these amounts");
    }

    @Test
    void a_profile_that_breaks_its_promise_shows_what_it_lists_all_the_same() throws Exception {
        assertThat(hover("profile \"|A\"\nquantity single stock\npromise listed is at most available\n")
                        .orElseThrow()
                        .getContents()
                        .getRight()
                        .getValue())
                .contains("any        1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# keep| 2", "keep  |  2 in reserve", "nonsen|se 3", "|"})
    void nothing_is_said_of_what_means_nothing(String written) throws Exception {
        assertThat(hover("profile \"A\"\n" + written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile  \"A\"\nKEEP 2 in   reserve\n",
                "profile \"A\"\n\n\n\nquantity single\n\n\n",
                "profile \"A\"\r\n\r\n\r\nquantity   single # 🕯\r\nkeep 2 in reserve",
                "\uFEFFprofile   \"🕯\"\n  quantity single\n",
                "profile \"A\"\nwhen available is below 3\nthen hold\n# a\n\n\n# b",
                "profile \"A\"\nquantity single stock\n"
            })
    void a_text_is_formatted_as_on_the_command_line_and_keeps_its_line_ends(String text) throws Exception {
        editor.open(URI, text);
        var formatted = EditedText.of(text, format());
        assertThat(formatted.replace("\uFEFF", "").replace("\r\n", "\n")).isEqualTo(Formatter.format(text));
        assertThat(formatted.replace("\r\n", "")).as("line ends").matches(text.contains("\r") ? "[^\n]*" : "(?s).*");
        editor.open(URI, formatted);
        assertThat(format()).isEmpty();
    }

    @Test
    void lines_that_are_in_order_are_left_alone() throws Exception {
        editor.open(URI, "profile \"A\"\nkeep  2 in reserve\nquantity single stock\n");
        assertThat(List.<TextEdit>copyOf(format()))
                .containsExactly(new TextEdit(new Range(new Position(1, 0), new Position(1, 18)), "keep 2 in reserve"));
    }

    @Test
    void a_text_with_a_mistake_is_not_formatted() throws Exception {
        editor.open(URI, "profile  \"A\"\nkeep  2 in\n");
        assertThat(format()).isEmpty();
    }

    @Test
    void a_certain_repair_is_the_preferred_one() throws Exception {
        var text = "profile \"🕯\"\r\n  max 3 # 🕯\r\nwhen available is below 3 then stop\r\n";
        editor.open(URI, text);
        var fix = fixes(1, null).getFirst();
        assertThat(fix.getTitle()).isEqualTo("Put it right: quantity not more than 3 # 🕯");
        assertThat(fix.getKind()).isEqualTo("quickfix");
        assertThat(fix.getIsPreferred()).isTrue();
        assertThat(fix.getDiagnostics())
                .singleElement()
                .satisfies(each -> assertThat(each.getCode().getLeft()).isEqualTo("SR102"));
        assertThat(EditedText.of(text, edits(fix))).isEqualTo(text.replace("max 3", "quantity not more than 3"));
    }

    @Test
    void a_likely_repair_is_offered_and_not_preferred() throws Exception {
        var text = "profile \"A\"\nkeep 2 in reserve\nquantity not more than 3\nexpect available 20 lists 5\n";
        editor.open(URI, text);
        assertThat(fixes(1, null)).isEmpty();
        var fix = fixes(3, null).getFirst();
        assertThat(fix.getIsPreferred()).isFalse();
        assertThat(fix.getTitle()).isEqualTo("Change it so: quantity not more than 5");
        assertThat(editor.open(URI, EditedText.of(text, edits(fix)))).isEmpty();
    }

    @Test
    void lines_that_a_repair_puts_in_end_as_the_others_do() throws Exception {
        editor.open(URI, "\r\nkeep 2 in reserve\r\n");
        assertThat(edits(fixes(1, null).getFirst()))
                .singleElement()
                .satisfies(each -> assertThat(each.getNewText()).isEqualTo("profile \"Default\"\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"source.fixAll", "source", "source.fixAll.stockrule"})
    void all_that_is_certain_is_put_right_at_once_and_the_rest_stays(String asked) throws Exception {
        var text = "profile \"New\"   # ours\nexclude warehouse \"Outlet\"\nif stock < 3 then 0\noffer 50\n";
        editor.open(URI, text);
        assertThat(fixes(0, List.of(asked))).singleElement().satisfies(each -> {
            assertThat(each.getKind()).isEqualTo("source.fixAll.stockrule");
            assertThat(EditedText.of(text, edits(each)))
                    .isEqualTo("profile \"New\"   # ours\nuse all warehouses except \"Outlet\"\n"
                            + "when available is below 3 then list 0\noffer 50\n");
        });
    }

    @Test
    void kinds_that_are_not_asked_for_are_not_offered() throws Exception {
        editor.open(URI, "profile \"A\"\nmax 3\n");
        assertThat(fixes(1, List.of("source.organizeImports", "refactor", "source.fixAllOther")))
                .isEmpty();
        assertThat(fixes(1, List.of("quickfix"))).hasSize(1);
        assertThat(fixes(1, null)).hasSize(2);
        editor.open(URI, "profile \"A\"\nquantity not more than 3\n");
        assertThat(fixes(1, List.of("source.fixAll"))).isEmpty();
    }

    @Test
    void a_question_about_a_text_that_has_changed_is_not_answered_with_another() throws Exception {
        editor.open(URI, "profile \"A\"\nmax 3\n");
        var asked = new java.util.ArrayList<CompletableFuture<?>>();
        for (int i = 0; i < 100; i++) {
            editor.tell(URI, new TextDocumentContentChangeEvent("profile \"A\"\nmax " + i + "\n"));
            asked.add(actions(1, null));
        }
        editor.told(URI);
        for (int i = 0; i < asked.size(); i++) {
            try {
                assertThat(answer(asked.get(i)).toString()).contains("quantity not more than " + i);
            } catch (java.util.concurrent.ExecutionException _) {
                assertThat(refusal(asked.get(i)).getMessage()).isEqualTo("the text has changed");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            WRITTEN              → NAME     → BECOMES
            profile "A|roma 🕯"  → Say "hi" → profile "Say \\"hi\\""
            profile "🕯 A|"      → B        → profile "B"
            profile |"A" # ours  → 🕯       → profile "🕯" # ours
            """)
    void a_profile_is_given_another_name(String written, String name, String becomes) throws Exception {
        var placed = PlacedText.of(written + "\nkeep");
        editor.open(URI, placed.text());
        var edit = answer(texts().rename(new RenameParams(PlacedText.id(URI), placed.cursor(), name)));
        assertThat(EditedText.of(
                        placed.text(), Objects.requireNonNull(edit.getChanges().get(URI))))
                .isEqualTo(becomes + "\nkeep");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            NAME        → WHY NOT
                        → a name has at least one letter
            a\\7b       → the invisible character U+0007 is not allowed
            a\\nb       → this text has no closing quote on its line
            """)
    void a_name_that_is_none_is_refused(String name, String why) throws Exception {
        editor.open(URI, "profile \"A\"\n");
        var given = name == null ? "" : name.translateEscapes();
        assertThat(refusal(texts().rename(new RenameParams(PlacedText.id(URI), new Position(0, 9), given)))
                        .getMessage())
                .isEqualTo(why);
        assertThat(editor.open(URI, "profile \"A\"\n")).isEmpty();
    }

    @Test
    void nothing_else_can_be_renamed() throws Exception {
        editor.open(URI, "profile \"A\"\nuse warehouse \"Berlin\"\n");
        assertThat(answer(texts().prepareRename(new PrepareRenameParams(PlacedText.id(URI), new Position(1, 17)))))
                .isNull();
        assertThat(refusal(texts().rename(new RenameParams(PlacedText.id(URI), new Position(1, 17), "B")))
                        .getMessage())
                .startsWith("the name of a profile can be changed here, and nothing else");
        var prepared = answer(texts().prepareRename(new PrepareRenameParams(PlacedText.id(URI), new Position(0, 9))));
        assertThat(prepared.getSecond().getPlaceholder()).isEqualTo("A");
    }

    @Test
    void statements_of_several_lines_comments_and_examples_can_be_folded() throws Exception {
        editor.open(URI, """
                # a
                # b
                profile "A"
                when available is below 3
                  and tag is "a" # c
                  then hold
                # alone
                expect available 1 lists 1
                expect available 2 lists 2
                """);
        assertThat(answer(texts().foldingRange(new FoldingRangeRequestParams(PlacedText.id(URI)))).stream()
                        .map(each -> each.getStartLine() + ".." + each.getEndLine() + " " + each.getKind()))
                .containsExactlyInAnyOrder("0..1 comment", "3..5 null", "7..8 region");
    }

    @Test
    void the_parts_of_a_text_are_told_with_the_profile_above_them() throws Exception {
        editor.open(URI, "profile \"🕯\"\nkeep 2 oops\nwhen available is below 3\n  then hold\n");
        var profile = symbols(editor).getFirst().getRight();
        assertThat(profile.getName()).isEqualTo("profile \"🕯\"");
        assertThat(profile.getRange().getEnd()).isEqualTo(new Position(3, 11));
        assertThat(profile.getChildren().stream().map(DocumentSymbol::getName))
                .containsExactly("keep 2 oops", "when available is below 3 then hold");
        assertThat(profile.getChildren().getLast().getSelectionRange())
                .isEqualTo(new Range(new Position(2, 0), new Position(2, 25)));
    }

    @Test
    @SuppressWarnings("deprecation")
    void an_editor_that_knows_no_levels_gets_a_list() throws Exception {
        var plain = new TestEditor(TestEditor.settings());
        var told = new InitializeParams();
        told.setCapabilities(new ClientCapabilities());
        answer(plain.server.initialize(told));
        try (plain) {
            plain.open(URI, "profile \"A\"\noffer 50%\n");
            assertThat(symbols(plain).stream().map(each -> each.getLeft().getName()))
                    .containsExactly("profile \"A\"", "offer 50%");
            assertThat(plain.open("file:///empty.stockrule", "")).hasSize(1);
        }
    }

    private static List<Either<SymbolInformation, DocumentSymbol>> symbols(TestEditor editor) throws Exception {
        return answer(
                editor.server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(PlacedText.id(URI))));
    }

    private Optional<Hover> hover(String marked) throws Exception {
        var placed = PlacedText.of(marked);
        editor.open(URI, placed.text());
        return Optional.ofNullable(answer(texts().hover(new HoverParams(PlacedText.id(URI), placed.cursor()))));
    }

    private List<? extends TextEdit> format() throws Exception {
        return answer(
                texts().formatting(new DocumentFormattingParams(PlacedText.id(URI), new FormattingOptions(4, true))));
    }

    private CompletableFuture<List<Either<Command, CodeAction>>> actions(int line, @Nullable List<String> only) {
        var context = new CodeActionContext(List.of(), only);
        var range = new Range(new Position(line, 0), new Position(line, 80));
        return texts().codeAction(new CodeActionParams(PlacedText.id(URI), range, context));
    }

    private List<CodeAction> fixes(int line, @Nullable List<String> only) throws Exception {
        return answer(actions(line, only)).stream().map(Either::getRight).toList();
    }

    private static List<TextEdit> edits(CodeAction action) {
        return Objects.requireNonNull(action.getEdit().getChanges().get(URI));
    }

    private org.eclipse.lsp4j.services.TextDocumentService texts() {
        return editor.server.getTextDocumentService();
    }
}
