package io.stockrule.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Remembers that the database could not store something, for want of space or because it takes no writes, until
/// something can be stored again. While it is so, the service is not ready.
@ApplicationScoped
public class StorageTrouble {
    private static final Logger LOG = Logger.getLogger(StorageTrouble.class);

    /// After the last failure it is not tried for so long.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Jdbi database;
    private final InstantSource time;
    private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();

    StorageTrouble(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// Something failed; remembered if it could not be stored.
    public void note(Throwable failure) {
        if (DatabaseAway.cannotStore(failure) && since.getAndSet(time.instant()) == null) {
            LOG.errorf(
                    "The database takes no writes: %s. Give it space, or make it writable; until then this service is not ready",
                    failure.getMessage());
        }
    }

    /// Whether something could not be stored lately. After a pause it is tried whether that has passed.
    boolean lasts() {
        var failed = since.get();
        if (failed == null) {
            return false;
        }
        if (time.instant().isBefore(failed.plus(PAUSE)) || !stores()) {
            return true;
        }
        if (since.compareAndSet(failed, null)) {
            LOG.info("The database takes writes again");
        }
        return since.get() != null;
    }

    /// A megabyte in a table that vanishes with its transaction: pages that are free already would prove nothing.
    private boolean stores() {
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> database.withHandle(handle -> {
                        handle.execute("create temporary table storage_trial (filler text) on commit drop");
                        handle.execute("alter table storage_trial alter column filler set storage external");
                        handle.execute("insert into storage_trial values (repeat('stock', 200000))");
                        return !handle.select(
                                        "select current_setting('transaction_read_only')::boolean or pg_is_in_recovery()")
                                .mapTo(Boolean.class)
                                .one();
                    }));
        } catch (RuntimeException e) {
            note(e);
            return !DatabaseAway.cannotStore(e) && !DatabaseAway.is(e);
        }
    }
}
