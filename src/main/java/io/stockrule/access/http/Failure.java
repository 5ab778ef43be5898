package io.stockrule.access.http;

import io.stockrule.access.DatabaseAway;
import io.stockrule.access.Problem;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// What a caller is told of a failure of ours: nothing that it could not know, and where the operator finds the rest.
final class Failure {
    private static final Logger LOG = Logger.getLogger(Failure.class);

    /// Seconds after which a caller may try again; an embedded database recovers within a few.
    private static final int RETRY_AFTER = 2;

    private Failure() {}

    static Problem problem(Throwable e) {
        if (DatabaseAway.is(e)) {
            LOG.warnf("The database does not answer: %s", e.getMessage());
            return Refusal.databaseAway().retryAfter(RETRY_AFTER);
        }
        var id = UUID.randomUUID();
        LOG.errorf(e, "Failed call %s", id);
        return new Problem(
                500, "internal-error", "The service failed; its log says why under this id", Map.of("id", id));
    }
}
