package io.stockrule.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever goes wrong in a call into problem details.
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /// Seconds after which a caller may try again; an embedded database recovers within a few.
    private static final int RETRY_AFTER = 2;

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> problem(Problem problem) {
        return ProblemDetails.response(problem);
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> invalid(ConstraintViolationException e) {
        return InvalidInput.isOfTheCaller(e) ? ProblemDetails.response(InvalidInput.of(e)) : failed(e);
    }

    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    RestResponse<Map<String, Object>> malformed(JacksonException e) {
        return ProblemDetails.response(MalformedJson.of(e));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    RestResponse<Map<String, Object>> unauthorized(SecurityException e) {
        return ProblemDetails.answer(Refusal.of(401))
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerAuthentication.SCHEME)
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> forbidden(ForbiddenException e) {
        return ProblemDetails.response(
                new Problem(
                        403,
                        "forbidden",
                        "This key does not open this address: merchants need an API key of theirs, the operator the operator key"));
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> notFound(NotFoundException e) {
        return ProblemDetails.response(Refusal.of(404));
    }

    /// Whatever the framework refuses: a method, a media type, a path parameter, a body.
    @ServerExceptionMapper
    RestResponse<Map<String, Object>> refused(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException malformed) {
            return malformed(malformed);
        }
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return failed(e);
        }
        return ProblemDetails.response(Refusal.of(status));
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> failed(Throwable e) {
        if (DatabaseAway.is(e)) {
            LOG.warnf("The database does not answer: %s", e.getMessage());
            return ProblemDetails.answer(Refusal.databaseAway())
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                    .build();
        }
        var id = UUID.randomUUID();
        LOG.errorf(e, "Failed call %s", id);
        return ProblemDetails.response(new Problem(
                500, "internal-error", "The service failed; its log says why under this id", Map.of("id", id)));
    }
}
