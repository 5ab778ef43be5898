package io.stockrule.access.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.stockrule.access.LargeBody;
import io.stockrule.access.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.IntStream;

/// Problem details for what the HTTP server refuses before the call reaches a resource.
@ApplicationScoped
class HttpErrors {
    /// Before Quarkus' own check, which answers without a body, and before anything else.
    static final int FIRST = 1000;

    /// After Quarkus has asked who calls and whether that opens the address (at 200 and 100).
    private static final int AFTER_AUTHORISATION = 50;

    /// After every route that knows better, and before the page of errors that Quarkus would show.
    private static final int NEARLY_LAST = Integer.MAX_VALUE - 1;

    /// Of a body, where no file is taken.
    private static final long MOST_BYTES = 2L * 1024 * 1024;

    private final ObjectMapper json;
    private final List<LargeBody> largeBodies;
    private final Failures failures;

    HttpErrors(ObjectMapper json, @All List<LargeBody> largeBodies, Failures failures) {
        this.json = json;
        this.largeBodies = largeBodies;
        this.failures = failures;
    }

    void listen(@Observes Filters filters) {
        filters.register(this::refuseUnreadable, FIRST);
        filters.register(this::refuseUnknownMediaTypes, AFTER_AUTHORISATION);
        filters.register(this::takeChunks, AFTER_AUTHORISATION - 1);
    }

    /// Ends a request whose bytes are no HTTP, or more of them than are read: it comes to no route.
    Future<Void> refuse(HttpServerRequest request) {
        var problem = Refusal.of(HttpSyntax.statusOf(request.decoderResult().cause()));
        return LastAnswer.give(request, () -> answer(request.response(), problem));
    }

    void listen(@Observes Router router) {
        router.route().order(NEARLY_LAST).failureHandler(call -> failed(call, call.statusCode()));
        IntStream.concat(IntStream.range(400, 432), IntStream.range(500, 505))
                .forEach(status -> router.errorHandler(status, call -> failed(call, status)));
    }

    private void refuseUnreadable(RoutingContext call) {
        HttpSyntax.mistake(call.request(), limit(call))
                .ifPresentOrElse(problem -> answerAndClose(call, problem), call::next);
    }

    private void refuseUnknownMediaTypes(RoutingContext call) {
        HttpSyntax.mistakeOfMediaTypes(call.request()).ifPresentOrElse(problem -> answer(call, problem), call::next);
    }

    /// A body without a length is taken whole here, so that one which is too long is refused as every other one is.
    private void takeChunks(RoutingContext call) {
        if (HttpSyntax.isChunked(call.request())) {
            BodyHandler.create(false).setBodyLimit(limit(call)).handle(call);
        } else {
            call.next();
        }
    }

    private long limit(RoutingContext call) {
        var path = call.request().path();
        return largeBodies.stream()
                .filter(body -> path != null && body.concerns(path))
                .findFirst()
                .map(LargeBody::mostBytes)
                .orElse(MOST_BYTES);
    }

    private void failed(RoutingContext call, int status) {
        if (call.response().headWritten()) {
            call.request().connection().close();
            return;
        }
        switch (call.failure()) {
            case UnauthorizedException _, AuthenticationFailedException _ -> unauthorized(call);
            case ForbiddenException _ -> answer(call, Refusal.of(403));
            case Throwable failure when status < 0 || status >= 500 -> answer(call, failures.problem(failure));
            case null, default -> answerAndClose(call, Refusal.of(mistaken(status)));
        }
    }

    /// What a body that breaks off, or whose chunks cannot be read, fails with is no status of a failure.
    private static int mistaken(int status) {
        return status < 400 ? 400 : status;
    }

    /// Ends a call without a key that opens the address.
    Future<Void> unauthorized(RoutingContext call) {
        call.response().putHeader("WWW-Authenticate", BearerAuthentication.SCHEME);
        return answer(call, Refusal.of(401));
    }

    /// What follows on the connection may be the rest of what was not read.
    private void answerAndClose(RoutingContext call, Problem problem) {
        LastAnswer.give(call.request(), () -> answer(call, problem));
    }

    /// Ends a call without a resource.
    Future<Void> answer(RoutingContext call, Problem problem) {
        problem.retryAfter().ifPresent(seconds -> call.response().putHeader("Retry-After", Long.toString(seconds)));
        return answer(call.response(), problem);
    }

    private Future<Void> answer(HttpServerResponse response, Problem problem) {
        return response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(ProblemDetails.of(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem must be writable as JSON", e);
        }
    }
}
