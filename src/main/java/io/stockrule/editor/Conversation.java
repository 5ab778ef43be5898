package io.stockrule.editor;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.CompletableFutures;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/// How far the conversation with the editor is: it opens it, talks, shuts it down and leaves. What is said out of turn
/// is refused, and nothing that is asked ends the server.
final class Conversation {
    private final ExecutorService executor;
    private final Consumer<String> log;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private volatile Stage stage = Stage.NEW;
    private volatile ClientAbilities abilities = ClientAbilities.PLAIN;

    private enum Stage {
        NEW,
        OPEN,
        SHUT_DOWN
    }

    /// @param executor for answers that take a while
    /// @param log hears what went wrong
    Conversation(ExecutorService executor, Consumer<String> log) {
        this.executor = executor;
        this.log = log;
    }

    void open(ClientAbilities client) {
        if (stage != Stage.NEW) {
            throw refusal(ResponseErrorCode.InvalidRequest, "the server is initialized already");
        }
        abilities = client;
        stage = Stage.OPEN;
    }

    ClientAbilities abilities() {
        return abilities;
    }

    void shutDown() {
        checkOpen();
        stage = Stage.SHUT_DOWN;
    }

    /// Ends the server, with the exit code 0 if it was shut down before.
    void leave() {
        exitCode.complete(stage == Stage.SHUT_DOWN ? 0 : 1);
    }

    CompletableFuture<Integer> exitCode() {
        return exitCode;
    }

    /// What is told out of turn is left aside, as the protocol has it.
    void hear(Runnable told) {
        if (stage == Stage.OPEN) {
            told.run();
        }
    }

    void tellNotOpen(String uri) {
        log.accept("the editor speaks of a text that is not open: " + uri);
    }

    /// @param answers may throw an [IllegalArgumentException] that says what is wrong with the question
    <T extends @Nullable Object> CompletableFuture<T> answer(Supplier<T> answers) {
        try {
            checkOpen();
        } catch (ResponseErrorException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return CompletableFutures.computeAsync(executor, cancelled -> {
            cancelled.checkCanceled();
            return answered(answers);
        });
    }

    private <T extends @Nullable Object> T answered(Supplier<T> answers) {
        try {
            return answers.get();
        } catch (IllegalArgumentException mistake) {
            throw refusal(ResponseErrorCode.InvalidParams, String.valueOf(mistake.getMessage()));
        } catch (CancellationException _) { // a newer text came before this one was checked
            throw refusal(ResponseErrorCode.ContentModified, "the text has changed");
        }
    }

    private void checkOpen() {
        switch (stage) {
            case NEW -> throw refusal(ResponseErrorCode.ServerNotInitialized, "the server is not initialized yet");
            case SHUT_DOWN -> throw refusal(ResponseErrorCode.InvalidRequest, "the server is shut down");
            case OPEN -> {}
        }
    }

    static ResponseErrorException refusal(ResponseErrorCode code, String message) {
        return new ResponseErrorException(new ResponseError(code.getValue(), message, null));
    }

    /// What an answer that failed is: a refusal, or a mistake of ours, of which an editor hears what it is and never
    /// where in our code it happened.
    ResponseError told(Throwable failed) {
        return switch (failed) {
            case ResponseErrorException refused -> refused.getResponseError();
            case CompletionException e when e.getCause() != null -> told(e.getCause());
            case InvocationTargetException e when e.getCause() != null -> told(e.getCause());
            default -> broken(failed);
        };
    }

    private ResponseError broken(Throwable mistake) {
        var what = "this should not have happened: " + mistake;
        log.accept(what);
        return new ResponseError(ResponseErrorCode.InternalError, what, null);
    }
}
