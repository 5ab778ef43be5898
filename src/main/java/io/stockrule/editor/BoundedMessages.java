package io.stockrule.editor;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueHandler;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.ConcurrentMessageProcessor;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageProducer;
import org.jspecify.annotations.Nullable;

/// Connects a server with an editor whose messages have a largest size: room is made for a message before it is read,
/// by what its header says. What cannot be read in its place ends the session: an editor starts another.
final class BoundedMessages<T> extends Launcher.Builder<T> {
    /// In bytes; a profile has 64 KiB at most, and one that is far too large can still be told so.
    static final int LARGEST = 32 * 1024 * 1024;

    private final Consumer<String> log;
    private @Nullable MessageJsonHandler json;
    private @Nullable RemoteEndpoint endpoint;

    BoundedMessages(Consumer<String> log) {
        this.log = log;
    }

    @Override
    protected MessageJsonHandler createJsonHandler() {
        json = super.createJsonHandler();
        return json;
    }

    @Override
    protected RemoteEndpoint createRemoteEndpoint(MessageJsonHandler handler) {
        endpoint = super.createRemoteEndpoint(handler);
        return endpoint;
    }

    @Override
    protected ConcurrentMessageProcessor createMessageProcessor(
            MessageProducer unbounded, MessageConsumer consumer, T remote) {
        return new ConcurrentMessageProcessor(new Reader(input, json, endpoint, log), consumer);
    }

    private static final class Reader extends StreamMessageProducer {
        private final Consumer<String> log;

        Reader(
                InputStream input,
                @Nullable MessageJsonHandler json,
                @Nullable MessageIssueHandler issues,
                Consumer<String> log) {
            super(input, json, issues);
            this.log = log;
        }

        @Override
        protected boolean handleMessage(InputStream input, Headers headers) throws IOException {
            if (headers.contentLength <= LARGEST) {
                return super.handleMessage(input, headers);
            }
            log.accept("a message of %,d bytes is too large, the largest has %,d; the session ends"
                    .formatted(headers.contentLength, LARGEST));
            return false; // what it would have changed is not known here, and every later answer would be wrong
        }

        /// Behind a length that cannot be read nobody knows where the next message begins.
        @Override
        protected void parseHeader(String line, Headers headers) {
            super.parseHeader(line, headers);
            if (line.startsWith(CONTENT_LENGTH_HEADER) && headers.contentLength < 0) {
                log.accept("the session ends: " + line + " is no length of a message");
                close();
            }
        }

        @Override
        protected void fireError(Throwable mistake) {
            log.accept("a message of the editor cannot be read: " + mistake.getMessage());
        }
    }
}
