package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;

/// Amazon says no: an `ErrorList` of its models.
final class AmazonRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private AmazonRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static AmazonRefusal invalidInput(String message) {
        return new AmazonRefusal(400, "InvalidInput", message);
    }

    static AmazonRefusal notFound(String sku, String marketplace) {
        return new AmazonRefusal(404, "NOT_FOUND", "SKU '%s' not found in marketplace %s".formatted(sku, marketplace));
    }

    static AmazonRefusal notFound(String message) {
        return new AmazonRefusal(404, "NOT_FOUND", message);
    }

    static AmazonRefusal conflict(String message) {
        return new AmazonRefusal(409, "Conflict", message);
    }

    static AmazonRefusal of(int status) {
        return switch (status) {
            case 403 -> new AmazonRefusal(403, "Unauthorized", "Access to requested resource is denied.");
            case 413 -> new AmazonRefusal(413, "InvalidInput", "The request size exceeded the maximum accepted size.");
            case 415 -> new AmazonRefusal(415, "InvalidInput", "The request payload is in an unsupported format.");
            case 429 -> new AmazonRefusal(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
            case 500 ->
                new AmazonRefusal(500, "InternalFailure", "We encountered an internal error. Please try again.");
            case 503 ->
                new AmazonRefusal(
                        503, "ServiceUnavailable", "Service is temporarily unavailable. Please try again later.");
            default -> throw new IllegalArgumentException("Amazon does not answer " + status);
        };
    }

    /// @param details what the caller may want to know besides
    HttpAnswer answer(String details) {
        ObjectNode body = SimulatorJson.object();
        body.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", getMessage())
                .put("details", details);
        return HttpAnswer.json(status, body);
    }

    static AmazonRefusal tooManyFor(String whom) {
        return new AmazonRefusal(
                429,
                "QuotaExceeded",
                "You exceeded your quota for the requested resource. The number of requests allowed for the " + whom
                        + " was exceeded.");
    }
}
