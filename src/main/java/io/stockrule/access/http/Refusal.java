package io.stockrule.access.http;

import io.stockrule.access.Problem;

/// What is said when the framework refuses a call before it reaches a feature.
final class Refusal {
    private Refusal() {}

    static Problem databaseAway() {
        return new Problem(503, "database-unavailable", "The database does not answer; try again in a moment");
    }

    static Problem busy() {
        return new Problem(503, "busy", "Other work holds what this call needs; try again in a moment");
    }

    static Problem of(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "invalid-input", "The address, a header or the body cannot be read");
            case 401 -> new Problem(401, "unauthorized", "Send a valid key in the header Authorization: Bearer sr_...");
            case 403 ->
                new Problem(
                        403,
                        "forbidden",
                        "This key does not open this address: merchants need an API key of theirs, the operator the operator key");
            case 404 -> new Problem(404, "not-found", "Nothing is at this address");
            case 405 -> new Problem(405, "method-not-allowed", "This address does not know this method");
            case 406 -> new Problem(406, "not-acceptable", "The answer is not available in a media type of Accept");
            case 413 -> new Problem(413, "too-large", "The body is larger than allowed here");
            case 414 -> new Problem(414, "address-too-long", "The address is longer than allowed");
            case 415 -> new Problem(415, "unsupported-media-type", "The body's Content-Type is not accepted here");
            case 431 -> new Problem(431, "headers-too-large", "The headers are larger than allowed");
            default -> new Problem(status, "refused", "The call was refused");
        };
    }
}
