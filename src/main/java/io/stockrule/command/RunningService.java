package io.stockrule.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// A service that runs, and is asked to do something by a command.
final class RunningService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "MERCHANT_KEY";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String key;

    RunningService(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /// It refuses, or does not answer as it should.
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        private Failure(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /// The key of the API that this process was given; null if there is none.
    static @Nullable String keyOfThisProcess() {
        return System.getenv(KEY);
    }

    static String key(CommandSpec spec, @Nullable String given) {
        if (given == null || given.isBlank()) {
            throw new ParameterException(spec.commandLine(), "Missing the API key: set " + KEY);
        }
        return given;
    }

    static String time(CommandSpec spec, String option, String given) {
        try {
            return Instant.parse(given).toString();
        } catch (DateTimeException _) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '%s': '%s' is not a time such as 2026-11-27T06:00:00Z"
                            .formatted(option, given));
        }
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    JsonNode post(String path, JsonNode body) throws Failure, InterruptedException {
        try {
            var answer = http.send(request(path, body), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Failure(refusal(answer));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Failure("%s does not answer as it should: %s".formatted(url, e));
        }
    }

    private HttpRequest request(String path, JsonNode body) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static String refusal(HttpResponse<String> answer) {
        try {
            var detail = JSON.readTree(answer.body()).path("detail").asText();
            return "the service refuses (status %d): %s".formatted(answer.statusCode(), detail);
        } catch (JsonProcessingException _) {
            return "the service refuses (status %d)".formatted(answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
