package io.stockrule.editor;

import io.stockrule.language.Checked;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// One conversation with an editor, from `initialize` to `exit`.
final class ProfileServer implements LanguageServer {
    private final Conversation conversation;
    private final Knowledge knowledge;
    private final ShownDiagnostics shown;
    private final ProfileTexts texts;
    private final EditorSettings settings;
    private @Nullable LanguageClient client;

    /// @param log hears what went wrong
    ProfileServer(ServerSettings settings, ExecutorService executor, Consumer<String> log) {
        this.conversation = new Conversation(executor, log);
        this.knowledge = new Knowledge(settings, this::complain);
        this.shown = new ShownDiagnostics(settings.documentation());
        var checks = new Checks(executor, knowledge::check, new ToldEditor());
        this.texts = new ProfileTexts(conversation, new OpenTexts(), checks, knowledge, shown);
        this.settings = new EditorSettings(conversation, knowledge, texts::checkAll, this::complain);
    }

    void connect(LanguageClient editor) {
        client = editor;
    }

    Conversation conversation() {
        return conversation;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams told) {
        try {
            var names = MerchantNames.read(told.getInitializationOptions());
            conversation.open(ClientAbilities.of(told.getCapabilities()));
            knowledge.learn(names);
        } catch (IllegalArgumentException mistake) {
            return CompletableFuture.failedFuture(
                    Conversation.refusal(ResponseErrorCode.InvalidParams, String.valueOf(mistake.getMessage())));
        } catch (ResponseErrorException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        endWith(told.getProcessId());
        return CompletableFuture.completedFuture(
                new InitializeResult(capabilities(), new ServerInfo("stockrule", "0.1.0")));
    }

    /// An editor that crashes says nothing. One that cannot be seen from here, as in a container, closes the stream.
    private void endWith(@Nullable Integer process) {
        // In containers both may have the same number, each in its own.
        if (process != null && process != ProcessHandle.current().pid()) {
            ProcessHandle.of(process).ifPresent(editor -> editor.onExit().thenRun(conversation::leave));
        }
    }

    private static ServerCapabilities capabilities() {
        var sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        sync.setSave(new SaveOptions(false));
        var can = new ServerCapabilities();
        can.setTextDocumentSync(sync);
        can.setCompletionProvider(new CompletionOptions(false, List.of("\"", " ")));
        can.setHoverProvider(true);
        can.setDocumentFormattingProvider(true);
        can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix, Corrections.FIX_ALL)));
        can.setRenameProvider(new RenameOptions(true));
        can.setFoldingRangeProvider(true);
        can.setDocumentSymbolProvider(true);
        return can;
    }

    @Override
    public CompletableFuture<@Nullable Object> shutdown() {
        try {
            conversation.shutDown();
            return CompletableFuture.completedFuture(null);
        } catch (ResponseErrorException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public void exit() {
        conversation.leave();
    }

    @Override
    public void setTrace(SetTraceParams told) {
        // Nothing is traced.
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return texts;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return settings;
    }

    private void complain(String what) {
        show(MessageType.Error, what);
    }

    private void show(MessageType type, String what) {
        if (client != null) {
            client.showMessage(new MessageParams(type, what));
        }
    }

    /// Has the editor show what the checks come to.
    private final class ToldEditor implements Checks.Told {
        @Override
        public void checked(OpenText text, Checked checked) {
            publish(new PublishDiagnosticsParams(text.uri(), shown.of(text, checked.diagnostics()), text.version()));
        }

        @Override
        public void closed(String uri) {
            publish(new PublishDiagnosticsParams(uri, List.of()));
        }

        /// What was told of it before stays, as nothing else is known.
        @Override
        public void failed(OpenText text, RuntimeException broken) {
            complain("%s could not be checked; this should not have happened: %s".formatted(text.uri(), broken));
        }

        private void publish(PublishDiagnosticsParams diagnostics) {
            if (client != null) {
                client.publishDiagnostics(diagnostics);
            }
        }
    }
}
