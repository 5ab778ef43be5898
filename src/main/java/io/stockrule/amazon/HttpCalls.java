package io.stockrule.amazon;

import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;

/// One HTTP request, once, within a deadline that covers everything from connecting to the last byte of the body.
final class HttpCalls implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HttpCalls.class);

    /// The client's own timer fires this much earlier, because it knows whether there was a connection.
    private static final Duration HEAD_START = Duration.ofMillis(20);

    private final HttpClient client;

    HttpCalls(Duration connectTimeout) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    Answer call(HttpRequest.Builder request, Deadline deadline, long maxBytes) {
        return call(request, deadline, maxBytes, BodyHandlers.ofByteArray());
    }

    /// The body of a success is in that file then, and not in the answer.
    Answer download(HttpRequest.Builder request, Path into, Deadline deadline, long maxBytes) {
        return call(
                request,
                deadline,
                maxBytes,
                head -> head.statusCode() == 200
                        ? BodySubscribers.mapping(BodySubscribers.ofFile(into), _ -> new byte[0])
                        : BodySubscribers.ofByteArray());
    }

    private Answer call(HttpRequest.Builder request, Deadline deadline, long maxBytes, BodyHandler<byte[]> body) {
        var timeout = deadline.remaining().minus(HEAD_START);
        if (!timeout.isPositive()) {
            return new Answer.NotSent("no time was left for the request");
        }
        var built = request.timeout(timeout).build();
        var answer = await(client.sendAsync(built, BodyHandlers.limiting(body, maxBytes)), deadline);
        LOG.debugf("%s %s: %s", built.method(), built.uri().getRawPath(), summary(answer));
        return answer;
    }

    private static Answer await(Future<HttpResponse<byte[]>> response, Deadline deadline) {
        try {
            return answered(response.get(Math.max(0, deadline.remaining().toNanos()), NANOSECONDS));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            return new Answer.Unanswered("no complete answer in time");
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unanswered("interrupted while waiting for the answer");
        }
    }

    private static Answer answered(HttpResponse<byte[]> response) {
        return new Answer.Answered(
                response.statusCode(),
                response.headers().firstValue("x-amzn-RequestId").map(ForeignText::clean),
                response.headers().firstValue("content-type"),
                response.body());
    }

    private static Answer failed(Throwable cause) {
        return switch (cause) {
            case ConnectException e -> new Answer.NotSent("no connection: " + words(e));
            case HttpConnectTimeoutException _ -> new Answer.NotSent("no connection in time");
            case SSLHandshakeException e -> new Answer.NotSent("no secure connection: " + words(e));
            case IOException e -> new Answer.Unanswered("the answer was lost: " + words(e));
            default -> {
                LOG.error("unexpected failure of the HTTP client", cause);
                yield new Answer.Unanswered(
                        "the answer was lost: " + cause.getClass().getSimpleName());
            }
        };
    }

    private static String words(IOException e) {
        return ForeignText.clean(requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }

    private static String summary(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered ->
                "%d, request id %s"
                        .formatted(answered.status(), answered.requestId().orElse("none"));
            case Answer.NotSent notSent -> notSent.reason();
            case Answer.Unanswered unanswered -> unanswered.reason();
            case Answer.Forbidden forbidden -> forbidden.ofSku();
            case Answer.Denied denied -> denied.reason();
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
