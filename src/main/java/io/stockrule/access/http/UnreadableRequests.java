package io.stockrule.access.http;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/// Has requests refused with a problem that the HTTP server cannot read: a broken first line, an address or headers
/// longer than it reads. They come to no route, and by itself the server answers them without a body.
///
/// Quarkus keeps the server to itself, on which one says who answers such requests. Each connection knows it, too, and
/// a tracer hears of each request before it is given on; so this one traces nothing and tells the connection.
@ApplicationScoped
class UnreadableRequests implements VertxOptionsCustomizer {
    private final Instance<HttpErrors> errors;
    private final Instance<RequestLabels> labels;

    /// Both later than the server: it is made before they can be.
    UnreadableRequests(Instance<HttpErrors> errors, Instance<RequestLabels> labels) {
        this.errors = errors;
        this.labels = labels;
    }

    @Override
    public void accept(VertxOptions options) {
        options.setTracingOptions(new TracingOptions().setFactory(_ -> new Listener(this::refuse)));
    }

    private void refuse(HttpServerRequest request) {
        var end = labels.get().label(request);
        errors.get().refuse(request).onComplete(_ -> end.ifPresent(Runnable::run));
    }

    private record Listener(Handler<HttpServerRequest> refuse) implements VertxTracer<Object, Object> {
        @Override
        public <R> @Nullable Object receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Entry<String, String>> headers,
                TagExtractor<R> tags) {
            if (request instanceof HttpServerRequest http
                    && http.connection() instanceof HttpServerConnection connection) {
                connection.invalidRequestHandler(refuse);
            }
            return null;
        }
    }
}
