package io.stockrule.simulator;

import java.nio.file.Path;
import java.util.Map;

/// What a simulated service does with a request.
public sealed interface HttpAnswer {
    /// Answers it.
    record Sent(int status, Map<String, String> headers, String body) implements HttpAnswer {}

    /// Answers it with the beginning of a file.
    ///
    /// @param bytes how much of it is sent
    /// @param promised how much was said to come, after which the connection is closed; 0 if it is all that is sent
    record File(Path file, Map<String, String> headers, long bytes, long promised) implements HttpAnswer {
        public File(Path file, long bytes, long promised) {
            this(file, Map.of(), bytes, promised);
        }
    }

    /// Keeps the connection open and says nothing, until the caller gives up.
    record Silence() implements HttpAnswer {}

    /// Closes the connection without a word.
    record Cut() implements HttpAnswer {}

    static HttpAnswer json(int status, Object body) {
        return new Sent(status, Map.of("Content-Type", "application/json"), SimulatorJson.text(body));
    }

    static HttpAnswer nothing() {
        return new Sent(204, Map.of(), "");
    }

    /// For the log: the status, or how it was left unanswered.
    default String told() {
        return switch (this) {
            case Sent sent -> Integer.toString(sent.status());
            case File _ -> "200";
            case Silence _ -> "silence";
            case Cut _ -> "cut";
        };
    }
}
