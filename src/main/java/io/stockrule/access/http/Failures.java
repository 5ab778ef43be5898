package io.stockrule.access.http;

import io.stockrule.access.DatabaseAway;
import io.stockrule.access.Problem;
import io.stockrule.access.StorageTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// What a caller is told of failures of ours: nothing that it could not know, and where the operator finds the rest.
@ApplicationScoped
class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    /// Seconds after which a caller may try again; an embedded database recovers within a few.
    private static final int RETRY_AFTER = 2;

    private final StorageTrouble trouble;

    Failures(StorageTrouble trouble) {
        this.trouble = trouble;
    }

    /// Also has the service say that it is not ready, where the failure shows that nothing can be stored.
    Problem problem(Throwable e) {
        trouble.note(e);
        if (DatabaseAway.is(e)) {
            LOG.warnf("The database does not answer: %s", e.getMessage());
            return Refusal.databaseAway().retryAfter(RETRY_AFTER);
        }
        if (DatabaseAway.isHeldUp(e)) {
            LOG.warnf("A call was held up in the database: %s", e.getMessage());
            return Refusal.busy().retryAfter(RETRY_AFTER);
        }
        var id = UUID.randomUUID();
        LOG.errorf(e, "Failed call %s", id);
        return new Problem(
                500, "internal-error", "The service failed; its log says why under this id", Map.of("id", id));
    }
}
