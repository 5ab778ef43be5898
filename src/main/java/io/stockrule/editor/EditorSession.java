package io.stockrule.editor;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.services.LanguageClient;

/// Talks with one editor over two streams until it leaves.
public final class EditorSession {
    /// That an editor is gone before it hears all is nothing to tell. Kept, as a logger that nobody holds may lose its
    /// level.
    private static final Logger TALKATIVE = Logger.getLogger("org.eclipse.lsp4j");

    private EditorSession() {}

    /// @param out carries the protocol and nothing else
    /// @param log hears what went wrong and is nothing for the editor's user
    /// @return the exit code: 0 when the editor shut the server down before it left, else 1
    public static int run(InputStream in, OutputStream out, ServerSettings settings, Consumer<String> log) {
        TALKATIVE.setLevel(Level.WARNING);
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var server = new ProfileServer(settings, executor, log);
        var launcher = launcher(server, in, out, log);
        server.connect(launcher.getRemoteProxy());
        var heard = launcher.startListening();
        executor.execute(() -> leaveBehind(heard, server.conversation(), log));
        int exitCode = server.conversation().exitCode().join();
        executor.shutdown(); // what is still at work has nobody to answer
        return exitCode;
    }

    private static Launcher<LanguageClient> launcher(
            ProfileServer server, InputStream in, OutputStream out, Consumer<String> log) {
        return new BoundedMessages<LanguageClient>(log)
                .setLocalService(server)
                .setRemoteInterface(LanguageClient.class)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(reader())
                .validateMessages(true)
                .setExceptionHandler(server.conversation()::told)
                .create();
    }

    /// Nothing ends a thread that reads but the end of what it reads.
    private static ExecutorService reader() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("editor").factory());
    }

    /// The stream has ended: the editor is gone.
    private static void leaveBehind(Future<?> heard, Conversation conversation, Consumer<String> log) {
        try {
            heard.get();
        } catch (ExecutionException e) {
            log.accept("cannot listen to the editor: " + e.getCause());
        } catch (InterruptedException _) { // the server ends already
            Thread.currentThread().interrupt();
        }
        conversation.leave();
    }
}
