package io.stockrule.access.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.stockrule.access.Problem;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever goes wrong in a call into problem details.
class ProblemMappers {
    private final ResourceAddresses addresses;
    private final Failures failures;

    ProblemMappers(ResourceAddresses addresses, Failures failures) {
        this.addresses = addresses;
        this.failures = failures;
    }

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

    /// JSON whose bytes are no characters of UTF-8, UTF-16 or UTF-32.
    @ServerExceptionMapper
    RestResponse<Map<String, Object>> unreadable(CharConversionException e) {
        return ProblemDetails.response(new Problem(400, "malformed-json", "the body is not JSON in UTF-8"));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    RestResponse<Map<String, Object>> unauthorized(SecurityException e) {
        return ProblemDetails.answer(Refusal.of(401))
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerAuthentication.SCHEME)
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> forbidden(ForbiddenException e) {
        return ProblemDetails.response(Refusal.of(403));
    }

    /// The framework says so too where several resources begin alike and none has the method.
    @ServerExceptionMapper
    RestResponse<Map<String, Object>> notFound(NotFoundException e, UriInfo address, Request request) {
        var methods = addresses.methods(address.getPath());
        return methods.isEmpty() || methods.contains(request.getMethod())
                ? ProblemDetails.response(Refusal.of(404))
                : notAllowed(methods);
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> notAllowed(NotAllowedException e, UriInfo address) {
        return notAllowed(addresses.methods(address.getPath()));
    }

    private static RestResponse<Map<String, Object>> notAllowed(Set<String> methods) {
        return ProblemDetails.answer(Refusal.of(405))
                .header(HttpHeaders.ALLOW, String.join(", ", methods))
                .build();
    }

    /// Whatever the framework refuses: a media type, a path parameter, a body.
    @ServerExceptionMapper
    RestResponse<Map<String, Object>> refused(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException malformed) {
            return malformed(malformed);
        }
        if (e.getCause() instanceof CharConversionException unreadable) {
            return unreadable(unreadable);
        }
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return failed(e);
        }
        return ProblemDetails.response(Refusal.of(status));
    }

    @ServerExceptionMapper
    RestResponse<Map<String, Object>> failed(Throwable e) {
        return ProblemDetails.response(failures.problem(e));
    }
}
