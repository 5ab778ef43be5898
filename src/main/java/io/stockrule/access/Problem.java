package io.stockrule.access;

import java.util.Map;
import java.util.OptionalInt;

/// Something a caller did that cannot be done, to be answered as problem details (RFC 9457).
///
/// `type` is a stable kebab-case name such as `profile-rejected`; clients switch on it.
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Map<String, Object> details;
    private final transient OptionalInt retryAfter;

    /// @param status the HTTP status
    /// @param message one sentence for a person, without secrets
    /// @param details further members of the problem, written to JSON as they are
    public Problem(int status, String type, String message, Map<String, Object> details) {
        this(status, type, message, details, OptionalInt.empty());
    }

    private Problem(int status, String type, String message, Map<String, Object> details, OptionalInt retryAfter) {
        super(message);
        this.status = status;
        this.type = type;
        this.details = Map.copyOf(details);
        this.retryAfter = retryAfter;
    }

    public Problem(int status, String type, String message) {
        this(status, type, message, Map.of());
    }

    /// Nothing of this name belongs to the caller; also said when it belongs to somebody else.
    public static Problem notFound(String what) {
        return new Problem(404, "not-found", what + " not found");
    }

    /// A change that changes nothing is a slip of the caller's.
    public static Problem nothingToChange() {
        return new Problem(422, "nothing-to-change", "give at least one field to change");
    }

    /// @param name as the caller gave it
    public static Problem unknownTimeZone(String name) {
        return new Problem(
                422, "unknown-time-zone", "unknown time zone \"%s\"; a known one is Europe/Berlin".formatted(name));
    }

    /// The same, and when the caller may try again.
    ///
    /// @param seconds from now
    public Problem retryAfter(int seconds) {
        return new Problem(status, type, String.valueOf(getMessage()), details, OptionalInt.of(seconds));
    }

    /// Seconds after which the caller may try again, if that helps.
    public OptionalInt retryAfter() {
        return retryAfter;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public Map<String, Object> details() {
        return details;
    }
}
