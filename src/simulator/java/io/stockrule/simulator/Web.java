package io.stockrule.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// The one HTTP server both simulators and their control share. It listens on the loopback interface only.
public final class Web implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Web.class);
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(8)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final Router router = Router.router(vertx);
    private final HttpServer server = vertx.createHttpServer().requestHandler(router);
    private final InstantSource clock;

    Web(InstantSource clock) {
        this.clock = clock;
    }

    public void on(String method, String path, Function<Call, HttpAnswer> service) {
        onceAnswered(method, path, call -> new Attempt(true, service.apply(call)));
    }

    /// Asks again every few milliseconds until there is an answer; for callers that wait for something to happen.
    public void onceAnswered(String method, String path, Function<Call, Attempt> service) {
        router.route(HttpMethod.valueOf(method), path)
                .handler(context -> context.request()
                        .body()
                        .onSuccess(
                                body -> attempt(context, new Call(context, body.getBytes(), clock.instant()), service))
                        .onFailure(context::fail));
    }

    /// @param enough whether to answer now rather than to look again
    public record Attempt(boolean enough, HttpAnswer answer) {}

    private void attempt(RoutingContext context, Call call, Function<Call, Attempt> service) {
        vertx.executeBlocking(() -> service.apply(call), false)
                .onFailure(mistake -> send(context, told(mistake)))
                .onSuccess(attempt -> {
                    if (attempt.enough()) {
                        send(context, attempt.answer());
                    } else {
                        vertx.setTimer(20, _ -> attempt(context, call, service));
                    }
                });
    }

    private static HttpAnswer told(Throwable mistake) {
        boolean callers = mistake instanceof IllegalArgumentException || mistake instanceof UncheckedIOException;
        if (!callers) {
            LOG.error("the simulator failed", mistake);
        }
        return HttpAnswer.json(callers ? 400 : 500, SimulatorJson.object().put("mistake", mistake.toString()));
    }

    private static void send(RoutingContext context, HttpAnswer answer) {
        switch (answer) {
            case HttpAnswer.Silence _ -> LOG.debug("left unanswered on request");
            case HttpAnswer.Cut _ -> context.request().connection().close();
            case HttpAnswer.File file -> send(context, file);
            case HttpAnswer.Sent sent -> {
                var response = context.response();
                if (!response.closed()) {
                    response.setStatusCode(sent.status());
                    sent.headers().forEach(response::putHeader);
                    response.end(Buffer.buffer(sent.body()));
                }
            }
        }
    }

    private static void send(RoutingContext context, HttpAnswer.File answer) {
        var response = context.response();
        answer.headers().forEach(response::putHeader);
        if (answer.promised() == 0) {
            response.sendFile(answer.file().toString(), 0, answer.bytes());
        } else {
            response.putHeader("Content-Length", Long.toString(answer.promised()));
            response.sendFile(answer.file().toString(), 0, answer.bytes())
                    .onComplete(_ -> context.request().connection().close());
        }
    }

    /// @param port 0 takes any free one
    /// @return the port it listens on
    int listen(int port) {
        return waited(server.listen(port, "127.0.0.1")).actualPort();
    }

    @Override
    public void close() {
        waited(vertx.close());
    }

    private static <T> T waited(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
