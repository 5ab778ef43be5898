package io.stockrule.access.http;

import io.stockrule.access.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The one form of every error answer (RFC 9457).
final class ProblemDetails {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDetails() {}

    static Map<String, Object> of(Problem problem) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "urn:stockrule:problem:" + problem.type());
        members.put("title", title(problem.type()));
        members.put("status", problem.status());
        members.put("detail", problem.getMessage());
        problem.details().forEach(members::putIfAbsent);
        return members;
    }

    static ResponseBuilder<Map<String, Object>> answer(Problem problem) {
        var answer = ResponseBuilder.<Map<String, Object>>create(problem.status())
                .entity(of(problem))
                .type(MEDIA_TYPE);
        problem.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer;
    }

    static RestResponse<Map<String, Object>> response(Problem problem) {
        return answer(problem).build();
    }

    /// `not-found` is read `Not found`.
    private static String title(String type) {
        return Character.toUpperCase(type.charAt(0)) + type.substring(1).replace('-', ' ');
    }
}
