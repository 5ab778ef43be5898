package io.stockrule.simulator;

import java.util.Map;

/// What a simulated service does with a request.
public sealed interface HttpAnswer {
    /// Answers it.
    record Sent(int status, Map<String, String> headers, String body) implements HttpAnswer {}

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
            case Silence _ -> "silence";
            case Cut _ -> "cut";
        };
    }
}
