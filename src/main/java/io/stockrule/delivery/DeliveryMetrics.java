package io.stockrule.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.work.Backlog;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Watches the way of numbers to Amazon: what waits (throttled ones included), what became of the requests, and how
/// long a decision took until Amazon showed it.
@Singleton
class DeliveryMetrics {
    private static final String WAITING = """
            select count(*) as waiting, min(waiting_since) as oldest from delivery
            where waiting_since is not null and waiting_since <= :now
            """;

    private final Backlog numbers;
    private final MeterRegistry meters;
    private final Timer timeToEffective;

    DeliveryMetrics(MeterRegistry meters, Jdbi database, InstantSource time) {
        this.numbers = new Backlog(WAITING, database, time);
        this.meters = meters;
        this.timeToEffective = Timer.builder("stockrule.time.to.effective")
                .description("from a decision until Amazon shows its number")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        numbers.register(meters, "stockrule.numbers", "numbers that Amazon has not accepted yet");
    }

    Backlog.Size waiting() {
        return numbers.size();
    }

    void sent(SendResult result) {
        meters.counter("stockrule.sends", "outcome", outcome(result)).increment();
    }

    /// Only of the newest decision: an older one has no time of its own any more.
    void settled(Delivery delivery) {
        delivery.sent
                .filter(sent -> sent.number() == delivery.want.number())
                .flatMap(Sent::effectiveAt)
                .ifPresent(at -> timeToEffective.record(Duration.between(delivery.want.decidedAt(), at)));
    }

    private static String outcome(SendResult result) {
        return switch (result) {
            case SendResult.Accepted _ -> "accepted";
            case SendResult.Refused _ -> "refused";
            case SendResult.PutOff _ -> "put off";
            case SendResult.Denied _ -> "denied";
            case SendResult.Throttled _ -> "throttled";
            case SendResult.NotSent _ -> "not sent";
            case SendResult.Lost _ -> "lost";
            case SendResult.AccountRefused _ -> "account refused";
        };
    }
}
