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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// The one clock of the service and its replicas: the database's. It begins with a look at it, before which nobody is
/// told the time, so the machine's own clock never counts. Between two looks, and while the database is away, it goes
/// on by the processor's counter, which nobody sets.
///
/// It gives microseconds, as the database stores them.
@Singleton
@Typed(DatabaseClock.class)
class DatabaseClock implements InstantSource {
    private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /// After a look that failed or says too little.
    private static final Duration SOON = Duration.ofSeconds(1);

    /// How often the first look is tried: a connection's first answer may be slow, and the rest of the start competes.
    private static final int FIRST_LOOKS = 20;

    /// A correction of less than this does not turn time back: it stands still until it is made up for. A larger
    /// one means that somebody set the database's clock.
    private static final Duration LARGEST_CORRECTION = Duration.ofSeconds(1);

    /// A look that took longer says too little.
    private static final Duration SLOWEST_LOOK = Duration.ofMillis(500);

    private final Supplier<Instant> databaseTime;
    private final LongSupplier counter;
    private volatile Anchor anchor;
    private Instant latest = Instant.MIN;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-clock").factory());

    @Inject
    DatabaseClock(Jdbi database) {
        this(
                () -> database.withHandle(handle -> handle.select("select clock_timestamp()")
                        .mapTo(Instant.class)
                        .one()),
                System::nanoTime);
    }

    /// @param counter of the processor, in nanoseconds
    /// @throws IllegalStateException when the database's clock cannot be read
    DatabaseClock(Supplier<Instant> databaseTime, LongSupplier counter) {
        this.databaseTime = databaseTime;
        this.counter = counter;
        this.anchor = firstAnchor();
    }

    /// The first good look; when there is none, the quickest, whose error is at most half of what it took.
    private Anchor firstAnchor() {
        Look best = null;
        RuntimeException failure = null;
        for (int i = 0; i < FIRST_LOOKS && (best == null || !best.isGood()); i++) {
            try {
                var look = lookOnce();
                best = best == null || look.took().compareTo(best.took()) < 0 ? look : best;
            } catch (RuntimeException e) {
                failure = e;
                Pause.brief();
            }
        }
        if (best == null) {
            throw new IllegalStateException("the database's clock cannot be read, and there is no other", failure);
        }
        return best.anchor();
    }

    @Startup
    void lookRegularly() {
        lookAfter(INTERVAL);
    }

    private void lookAfter(Duration pause) {
        var _ = thread.schedule(() -> lookAfter(look() ? INTERVAL : SOON), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /// Compares with the database's clock.
    ///
    /// @return whether the look was good: quick enough to be believed
    final boolean look() {
        try {
            var look = lookOnce();
            if (look.isGood()) {
                anchor = look.anchor();
            }
            return look.isGood();
        } catch (RuntimeException e) {
            LOG.debug("the database's clock cannot be read; ours goes on", e);
            return false;
        }
    }

    private Look lookOnce() {
        long before = counter.getAsLong();
        var instant = databaseTime.get();
        long took = counter.getAsLong() - before;
        return new Look(new Anchor(instant, before + took / 2), Duration.ofNanos(took));
    }

    @Override
    public synchronized Instant instant() {
        var now = anchor.at(counter.getAsLong()).truncatedTo(ChronoUnit.MICROS);
        boolean aLittleBack =
                now.isBefore(latest) && now.plus(LARGEST_CORRECTION).isAfter(latest);
        latest = aLittleBack ? latest : now;
        return latest;
    }

    /// One look at the database's clock, which answered somewhere between its begin and its end.
    private record Look(Anchor anchor, Duration took) {
        boolean isGood() {
            return took.compareTo(SLOWEST_LOOK) < 0;
        }
    }

    /// A moment by both: the database's clock and the processor's counter.
    private record Anchor(Instant instant, long nanos) {
        Instant at(long nanosNow) {
            return instant.plusNanos(nanosNow - nanos);
        }
    }
}
