package io.stockrule.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.stockrule.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.*;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor that talks to a server in this process, as it would to one of its own: over streams.
final class TestEditor implements LanguageClient, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    final OutputStream toServer;
    final LanguageServer server;
    final List<String> shown = new CopyOnWriteArrayList<>();
    final List<String> logged = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Map<String, BlockingQueue<PublishDiagnosticsParams>> told = new ConcurrentHashMap<>();
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();

    TestEditor(ServerSettings settings) throws IOException {
        var in = Pipe.open();
        var out = Pipe.open();
        toServer = Channels.newOutputStream(in.sink());
        InputStream fromEditor = Channels.newInputStream(in.source());
        OutputStream toEditor = Channels.newOutputStream(out.sink());
        Thread.ofPlatform()
                .daemon()
                .start(() -> exitCode.complete(EditorSession.run(fromEditor, toEditor, settings, logged::add)));
        var launcher = LSPLauncher.createClientLauncher(this, Channels.newInputStream(out.source()), toServer);
        var _ = launcher.startListening();
        server = launcher.getRemoteProxy();
    }

    static ServerSettings settings(String... warehouses) {
        return settings(Path.of("rules"), warehouses);
    }

    static ServerSettings settings(Path rules, String... warehouses) {
        return new ServerSettings(
                Optional.of(Set.of(warehouses)).filter(each -> !each.isEmpty()),
                new RulesFollowed(rules, _ -> Optional.of(Rules.load(rules))),
                () -> TODAY,
                Optional.empty());
    }

    /// One that has opened the conversation, and can show all that there is.
    static TestEditor with(String... warehouses) throws Exception {
        return ready(new TestEditor(settings(warehouses)), "{}");
    }

    static TestEditor ready(TestEditor editor, String options) throws Exception {
        editor.initialize(options);
        editor.server.initialized(new InitializedParams());
        return editor;
    }

    InitializeResult initialize(String options) throws Exception {
        var params = new InitializeParams();
        params.setCapabilities(abilities());
        params.setInitializationOptions(JsonParser.parseString(options));
        return answer(server.initialize(params));
    }

    private static ClientCapabilities abilities() {
        var item = new CompletionItemCapabilities(true);
        var texts = new TextDocumentClientCapabilities();
        texts.setCompletion(new CompletionCapabilities(item));
        var hover = new HoverCapabilities();
        hover.setContentFormat(List.of(MarkupKind.MARKDOWN, MarkupKind.PLAINTEXT));
        texts.setHover(hover);
        var symbols = new DocumentSymbolCapabilities();
        symbols.setHierarchicalDocumentSymbolSupport(true);
        texts.setDocumentSymbol(symbols);
        var abilities = new ClientCapabilities();
        abilities.setTextDocument(texts);
        return abilities;
    }

    /// @return what is told of it
    List<Diagnostic> open(String uri, String text) throws InterruptedException {
        versions.put(uri, 1);
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "stockrule", 1, text)));
        return told(uri);
    }

    List<Diagnostic> change(String uri, TextDocumentContentChangeEvent... changes) throws InterruptedException {
        tell(uri, changes);
        return told(uri);
    }

    /// Without waiting for what comes of it.
    void tell(String uri, TextDocumentContentChangeEvent... changes) {
        int version = versions.merge(uri, 1, Integer::sum);
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, version), List.of(changes)));
    }

    /// The diagnostics of the newest version.
    List<Diagnostic> told(String uri) throws InterruptedException {
        var queue = told.computeIfAbsent(uri, _ -> new LinkedBlockingQueue<>());
        while (true) {
            var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("diagnostics of %s", uri).isNotNull();
            if (next.getVersion() == null || next.getVersion().equals(versions.get(uri))) {
                return next.getDiagnostics();
            }
        }
    }

    /// All that was told of a document and not yet looked at.
    List<PublishDiagnosticsParams> toldBesides(String uri) {
        var rest = new ArrayList<PublishDiagnosticsParams>();
        told.computeIfAbsent(uri, _ -> new LinkedBlockingQueue<>()).drainTo(rest);
        return rest;
    }

    static <T> T answer(CompletableFuture<T> asked) throws Exception {
        return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// What a question is refused with.
    static ResponseError refusal(CompletableFuture<?> asked) throws Exception {
        try {
            throw new AssertionError("was answered: " + answer(asked));
        } catch (ExecutionException e) {
            return ((ResponseErrorException) Objects.requireNonNull(e.getCause())).getResponseError();
        }
    }

    int exitCode() throws Exception {
        return answer(exitCode);
    }

    @Override
    public void close() throws IOException {
        toServer.close();
        exitCode.join();
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        told.computeIfAbsent(diagnostics.getUri(), _ -> new LinkedBlockingQueue<>())
                .add(diagnostics);
    }

    @Override
    public void showMessage(MessageParams message) {
        shown.add(message.getMessage());
    }

    @Override
    public void logMessage(MessageParams message) {
        shown.add(message.getMessage());
    }

    @Override
    public void telemetryEvent(Object event) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.completedFuture(null);
    }
}
