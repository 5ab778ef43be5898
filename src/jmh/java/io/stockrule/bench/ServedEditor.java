package io.stockrule.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor with `bin/stockrule lsp` in a process of its own. An answer that is empty where something must be, or that
/// does not come, ends the measurement.
final class ServedEditor implements LanguageClient, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final LanguageServer server;
    private final BlockingQueue<PublishDiagnosticsParams> told = new LinkedBlockingQueue<>();
    private final Map<String, Integer> versions = new HashMap<>();

    ServedEditor(Place place) throws Exception {
        process = new ProcessBuilder(
                        place.home().resolve("bin/stockrule").toString(),
                        "lsp",
                        "--rules",
                        place.rules().toString())
                .redirectError(Redirect.INHERIT)
                .start();
        var launcher = LSPLauncher.createClientLauncher(this, process.getInputStream(), process.getOutputStream());
        var _ = launcher.startListening();
        server = launcher.getRemoteProxy();
        var told = new InitializeParams();
        told.setCapabilities(new ClientCapabilities());
        answer(server.initialize(told));
        server.initialized(new InitializedParams());
    }

    void open(String uri, String text) throws InterruptedException {
        versions.put(uri, 1);
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "stockrule", 1, text)));
        awaitDiagnostics(uri);
    }

    void replaceLine(String uri, int line, String text) throws InterruptedException {
        var place = new Range(new Position(line, 0), new Position(line, Integer.MAX_VALUE));
        change(uri, new TextDocumentContentChangeEvent(place, text));
    }

    void replace(String uri, String text) throws InterruptedException {
        change(uri, new TextDocumentContentChangeEvent(text));
    }

    private void change(String uri, TextDocumentContentChangeEvent change) throws InterruptedException {
        int version = versions.merge(uri, 1, Integer::sum);
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, version), List.of(change)));
        awaitDiagnostics(uri);
    }

    private void awaitDiagnostics(String uri) throws InterruptedException {
        var next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null || !next.getUri().equals(uri) || !next.getVersion().equals(versions.get(uri))) {
            throw new IllegalStateException("not the diagnostics of %s: %s".formatted(uri, next));
        }
    }

    void complete(String uri, Position place) throws Exception {
        var items = answer(server.getTextDocumentService().completion(new CompletionParams(id(uri), place)));
        check(!items.getLeft().isEmpty(), "nothing may follow at " + place);
    }

    void hover(String uri, Position place) throws Exception {
        var hover = answer(server.getTextDocumentService().hover(new HoverParams(id(uri), place)));
        check(hover.getContents().getRight().getValue().contains("listed"), "no curve at " + place);
    }

    void format(String uri) throws Exception {
        var edits = answer(server.getTextDocumentService()
                .formatting(new DocumentFormattingParams(id(uri), new FormattingOptions(4, true))));
        check(!edits.isEmpty(), "nothing was formatted");
    }

    void outline(String uri) throws Exception {
        check(
                !answer(server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(id(uri))))
                        .isEmpty(),
                "no outline");
        check(
                !answer(server.getTextDocumentService().foldingRange(new FoldingRangeRequestParams(id(uri))))
                        .isEmpty(),
                "no folds");
    }

    private static void check(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static TextDocumentIdentifier id(String uri) {
        return new TextDocumentIdentifier(uri);
    }

    private static <T> T answer(CompletableFuture<T> asked) throws Exception {
        return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.shutdown().join();
        server.exit();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException("the server ended with " + exitCode);
        }
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        told.add(diagnostics);
    }

    @Override
    public void showMessage(MessageParams message) {
        System.err.println(message.getMessage());
    }

    @Override
    public void logMessage(MessageParams message) {
        System.err.println(message.getMessage());
    }

    @Override
    public void telemetryEvent(Object event) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.completedFuture(new MessageActionItem());
    }
}
