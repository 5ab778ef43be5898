package io.stockrule.editor;

import static io.stockrule.editor.TestEditor.answer;
import static io.stockrule.editor.TestEditor.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
    private static final String URI = "file:///a.stockrule";

    @Test
    void it_ends_well_when_it_was_shut_down_before() throws Exception {
        try (var editor = TestEditor.with()) {
            answer(editor.server.shutdown());
            editor.server.exit();
            assertThat(editor.exitCode()).isZero();
        }
    }

    @Test
    void it_ends_badly_when_the_editor_leaves_without_a_word() throws Exception {
        try (var editor = TestEditor.with()) {
            editor.server.exit();
            assertThat(editor.exitCode()).isEqualTo(1);
        }
        var gone = TestEditor.with();
        gone.toServer.close();
        assertThat(gone.exitCode()).isEqualTo(1);
    }

    @Test
    void it_ends_when_the_editor_s_process_ends() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        var told = new InitializeParams();
        told.setProcessId((int) process.pid());
        told.setCapabilities(new ClientCapabilities());
        var editor = new TestEditor(TestEditor.settings());
        answer(editor.server.initialize(told));
        process.destroy();
        assertThat(editor.exitCode()).isEqualTo(1);
    }

    @Test
    void what_is_asked_out_of_turn_is_refused() throws Exception {
        try (var editor = new TestEditor(TestEditor.settings())) {
            assertThat(refusal(hover(editor)).getCode()).isEqualTo(-32002);
            assertThat(refusal(editor.server.shutdown()).getCode()).isEqualTo(-32002);
            editor.initialize("{}");
            var again = new InitializeParams();
            again.setCapabilities(new ClientCapabilities());
            assertThat(refusal(editor.server.initialize(again)).getMessage())
                    .isEqualTo("the server is initialized already");
            answer(editor.server.shutdown());
            assertThat(refusal(hover(editor)).getMessage()).isEqualTo("the server is shut down");
        }
    }

    @Test
    void what_is_told_before_the_conversation_is_open_is_left_aside() throws Exception {
        try (var editor = new TestEditor(TestEditor.settings())) {
            editor.server
                    .getTextDocumentService()
                    .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(URI, "stockrule", 1, "keep")));
            editor.initialize("{}");
            assertThat(refusal(hover(editor)).getMessage()).isEqualTo("the text is not open: " + URI);
        }
    }

    @Test
    void a_text_that_is_not_open_is_told() throws Exception {
        try (var editor = TestEditor.with()) {
            assertThat(refusal(hover(editor)).getMessage()).isEqualTo("the text is not open: " + URI);
            editor.tell(URI, new TextDocumentContentChangeEvent("x"));
            editor.open("file:///b.stockrule", "profile \"B\"");
            assertThat(editor.logged).containsExactly("the editor speaks of a text that is not open: " + URI);
        }
    }

    /// Whatever comes, the next text is checked as ever.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":",
                "[]",
                "null",
                "5",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"nonsense\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"nonsense\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"textDocument/hover\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":5}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"textDocument/rename\",\"params\":{\"position\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\"}"
            })
    void a_broken_message_does_not_end_it(String message) throws Exception {
        try (var editor = TestEditor.with()) {
            send(editor, "Content-Length: " + message.getBytes(UTF_8).length, message);
            assertThat(editor.open(URI, "profile \"A\"\nkeep")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: nonsense", "nonsense"})
    void a_broken_header_does_not_end_it(String header) throws Exception {
        try (var editor = TestEditor.with()) {
            send(editor, header, "");
            assertThat(editor.open(URI, "profile \"A\"\nkeep")).hasSize(1);
            assertThat(editor.logged).anyMatch(each -> each.startsWith("a message of the editor cannot be read"));
        }
    }

    /// Where the next message begins, or what is in the texts by now, is not known any more.
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: many", "Content-Length: 99999999999", "Content-Length: 33554433"})
    void a_length_that_cannot_be_read_ends_it_before_room_is_made(String header) throws Exception {
        try (var editor = TestEditor.with()) {
            send(editor, header, "{}");
            assertThat(editor.exitCode()).isEqualTo(1);
            assertThat(editor.logged).anyMatch(each -> each.contains("the session ends"));
        }
    }

    @Test
    void a_server_whose_number_is_that_of_its_editor_goes_on() throws Exception {
        try (var editor = new TestEditor(TestEditor.settings())) {
            var told = new InitializeParams();
            told.setCapabilities(new ClientCapabilities());
            told.setProcessId((int) ProcessHandle.current().pid());
            assertThat(editor.server.initialize(told).get().getCapabilities()).isNotNull();
        }
    }

    private static void send(TestEditor editor, String header, String content) throws IOException {
        editor.toServer.write((header + "\r\n\r\n" + content).getBytes(UTF_8));
        editor.toServer.flush();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            OPTIONS                    | WHAT IS WRONG
            []                         | the options must be an object
            {"warehouse": ["Berlin"]}  | there is no option "warehouse"; the options are warehouses, closedWarehouses, metafields, collections, productTypes, tags, vendors
            {"warehouses": "Berlin"}   | "warehouses" must be an array of texts
            {"tags": ["a", 5]}         | "tags" must be an array of texts
            """)
    void options_are_read_exactly_or_refused(String options, String wrong) throws Exception {
        try (var editor = new TestEditor(TestEditor.settings())) {
            var told = new InitializeParams();
            told.setCapabilities(new ClientCapabilities());
            told.setInitializationOptions(com.google.gson.JsonParser.parseString(options));
            assertThat(refusal(editor.server.initialize(told)).getMessage()).isEqualTo(wrong);
            editor.initialize("{\"warehouses\": [\"Berlin\"]}");
            assertThat(editor.open(URI, "profile \"A\"\nuse warehouse \"Wien\""))
                    .hasSize(1);
        }
    }

    @Test
    void names_of_the_editor_count_more_than_those_of_the_command() throws Exception {
        try (var editor = TestEditor.ready(
                new TestEditor(TestEditor.settings("Wien")),
                "{\"warehouses\": [\"Berlin\", \"Hamburg\"], \"closedWarehouses\": [\"Hamburg\"], \"tags\": [\"a\"]}")) {
            var told = editor.open(
                    URI, "profile \"A\"\nuse warehouses \"Wien\", \"Hamburg\"\nwhen tag is \"b\" then hold\n");
            assertThat(codes(told)).containsExactly("SR201", "SR302", "SR311");
        }
    }

    @Test
    void settings_that_change_are_held_against_all_open_texts() throws Exception {
        try (var editor = TestEditor.with()) {
            assertThat(editor.open(URI, "profile \"A\"\nuse warehouse \"Wien\""))
                    .isEmpty();
            configure(editor, "{\"stockrule\": {\"warehouses\": [\"Berlin\"]}}");
            assertThat(codes(editor.told(URI))).containsExactly("SR201");
            configure(editor, "{\"stockrule\": {\"warehouses\": 5}}");
            configure(editor, "{\"stockrule\": {\"warehouses\": []}}");
            assertThat(editor.told(URI)).isEmpty();
            assertThat(editor.shown)
                    .containsExactly(
                            "the settings of stockrule cannot be used: \"warehouses\" must be an array of texts");
        }
    }

    private static void configure(TestEditor editor, String settings) {
        editor.server
                .getWorkspaceService()
                .didChangeConfiguration(
                        new DidChangeConfigurationParams(com.google.gson.JsonParser.parseString(settings)));
    }

    private static List<String> codes(List<org.eclipse.lsp4j.Diagnostic> diagnostics) {
        return diagnostics.stream().map(each -> each.getCode().getLeft()).toList();
    }

    private static java.util.concurrent.CompletableFuture<?> hover(TestEditor editor) {
        return editor.server.getTextDocumentService().hover(new HoverParams(PlacedText.id(URI), new Position(0, 0)));
    }
}
