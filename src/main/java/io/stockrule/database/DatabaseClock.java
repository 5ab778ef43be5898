package io.stockrule.database;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// The one clock of the service and its replicas: the database's. Between two looks at it, and while the database
/// is away, it goes on by the processor's counter, which nobody sets.
///
/// It gives microseconds, as the database stores them.
@Singleton
@Typed(DatabaseClock.class)
class DatabaseClock implements InstantSource {
    private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
    private static final long INTERVAL_SECONDS = 10;

    /// A correction of less than this does not turn time back: it stands still until it is made up for. A larger
    /// one means that somebody set the database's clock.
    private static final Duration LARGEST_CORRECTION = Duration.ofSeconds(1);

    /// A look that took longer says too little.
    private static final Duration SLOWEST_LOOK = Duration.ofMillis(500);

    private final Supplier<Instant> databaseTime;
    private volatile Anchor anchor;
    private Instant latest = Instant.MIN;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-clock").factory());

    @Inject
    DatabaseClock(Jdbi database) {
        this(() -> database.withHandle(handle ->
                handle.select("select clock_timestamp()").mapTo(Instant.class).one()));
    }

    /// Starts with the machine's own clock, in case the database does not answer.
    DatabaseClock(Supplier<Instant> databaseTime) {
        this.databaseTime = databaseTime;
        this.anchor = new Anchor(Instant.now(), System.nanoTime());
        look();
    }

    @Startup
    void lookRegularly() {
        var _ = thread.scheduleWithFixedDelay(this::look, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /// Compares with the database's clock.
    final void look() {
        try {
            long before = System.nanoTime();
            var instant = databaseTime.get();
            long took = System.nanoTime() - before;
            if (took < SLOWEST_LOOK.toNanos()) {
                anchor = new Anchor(instant, before + took / 2);
            }
        } catch (RuntimeException e) {
            LOG.debug("the database's clock cannot be read; ours goes on", e);
        }
    }

    @Override
    public synchronized Instant instant() {
        var now = anchor.at(System.nanoTime()).truncatedTo(ChronoUnit.MICROS);
        boolean aLittleBack =
                now.isBefore(latest) && now.plus(LARGEST_CORRECTION).isAfter(latest);
        latest = aLittleBack ? latest : now;
        return latest;
    }

    /// One look at the database's clock.
    private record Anchor(Instant instant, long nanos) {
        Instant at(long nanosNow) {
            return instant.plusNanos(nanosNow - nanos);
        }
    }
}
