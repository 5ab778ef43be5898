package io.stockrule.work;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// The stop of the service: everything in the background ends side by side, and beside the calls that are still being
/// answered, all within one time. So the whole stop lasts as long as its longest part and not as their sum, and one
/// that fails or hangs keeps no other from its end.
@ApplicationScoped
public class ServiceStop {
    /// From the first word of the stop on, in real time. Longer than a request to Amazon, its outcome written down.
    public static final Duration WITHIN = Duration.ofSeconds(15);

    private static final Logger LOG = Logger.getLogger(ServiceStop.class);

    private final Iterable<BackgroundWork> all;
    private final Duration within;
    private final List<Ending> ending = new ArrayList<>();
    private long deadline;

    private record Ending(String name, Thread thread) {}

    @Inject
    ServiceStop(@Any Instance<BackgroundWork> all) {
        this(all, WITHIN);
    }

    ServiceStop(Iterable<BackgroundWork> all, Duration within) {
        this.all = all;
        this.within = within;
    }

    /// Calls under way are still answered.
    void begins(@Observes ShutdownDelayInitiatedEvent event) {
        begin();
    }

    /// What the work needs is taken away after this.
    void ends(@Observes ShutdownEvent event) throws InterruptedException {
        begin();
        await();
    }

    void begin() {
        if (ending.isEmpty()) {
            deadline = System.nanoTime() + within.toNanos();
            all.forEach(work -> ending.add(new Ending(nameOf(work), Thread.startVirtualThread(() -> end(work)))));
        }
    }

    void await() throws InterruptedException {
        for (var work : ending) {
            if (!work.thread().join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                LOG.warnf("%s did not end within %s; the service stops without it", work.name(), within);
            }
        }
    }

    private static void end(BackgroundWork work) {
        try {
            work.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s did not end as it should", nameOf(work));
        }
    }

    /// Beans come by their proxies.
    private static String nameOf(BackgroundWork work) {
        return work.getClass().getSimpleName().replaceFirst("_.*", "");
    }
}
