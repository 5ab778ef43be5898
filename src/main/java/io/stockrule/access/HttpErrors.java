package io.stockrule.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Problem details for what the HTTP server refuses before the call reaches a resource.
@ApplicationScoped
class HttpErrors {
    /// Before Quarkus' own check, which answers without a body, and before anything else.
    private static final int FIRST = 1000;

    private final ObjectMapper json;
    private final long limit;

    HttpErrors(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.json = json;
        this.limit = limit.asLongValue();
    }

    void listen(@Observes Filters filters) {
        filters.register(this::refuseLargeBodies, FIRST);
    }

    private void refuseLargeBodies(RoutingContext call) {
        if (contentLength(call) <= limit) {
            call.next();
            return;
        }
        call.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .endHandler(_ -> call.request().connection().close())
                .end(text(Refusal.of(413)));
    }

    private static long contentLength(RoutingContext call) {
        var header = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return header == null ? 0 : Long.parseLong(header);
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(ProblemDetails.of(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem must be writable as JSON", e);
        }
    }
}
