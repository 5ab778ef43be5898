package io.stockrule.database;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Watches over the embedded database for as long as the service runs.
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final long INTERVAL_MILLIS = 250;

    private final EmbeddedDatabase database;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-supervisor").factory());

    Supervisor(EmbeddedDatabase database) {
        this.database = database;
        var _ = thread.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            database.revive();
        } catch (IOException | RuntimeException e) {
            LOG.error("The embedded database does not start again; it is tried on", e);
            Pause.longer();
        }
    }

    /// Waits for a restart under way, so that none happens after the last stop.
    @Override
    public void close() {
        thread.close();
    }
}
