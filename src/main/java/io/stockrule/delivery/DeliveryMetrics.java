package io.stockrule.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.Sent;
import io.stockrule.work.Backlog;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Watches the way of numbers to Amazon: what waits (throttled ones included), what became of the requests, and how
/// long a decision took until Amazon showed it.
@Singleton
public class DeliveryMetrics {
    /// Accounts whose numbers can leave. What waits in others is no backlog: their status tells why.
    private static final String ABLE = """
            where a.update_quantity and (a.suspended_until is null or a.suspended_until <= :now)
              and a.unreadable_version is distinct from a.credentials_version
            """;
    private static final String WAITING = """
            select count(*) from amazon_account a
            join delivery d using (merchant_id, amazon_account_id)
            """ + ABLE + " and d.waiting_since is not null";
    private static final String OLDEST = """
            select min(o.waiting_since) from amazon_account a
            cross join lateral (
                select waiting_since from delivery d
                where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                  and d.waiting_since is not null
                order by d.waiting_since limit 1) o
            """ + ABLE;

    private final Backlog numbers;
    private final MeterRegistry meters;
    private final Timer timeToEffective;

    DeliveryMetrics(MeterRegistry meters, Jdbi database, InstantSource time) {
        this.numbers = new Backlog(WAITING, OLDEST, database, time);
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

    /// For how long the oldest number has waited that could leave.
    public Duration oldest() {
        return numbers.oldest();
    }

    /// A number is sent again because Amazon showed more than was sent.
    void corrected() {
        meters.counter("stockrule.numbers.corrected").increment();
    }

    /// A number has made an offer of Amazon's the seller's too, which is taken back.
    void turned() {
        meters.counter("stockrule.offers.turned").increment();
    }

    void sent(SendResult result) {
        meters.counter("stockrule.sends", "outcome", outcome(result)).increment();
    }

    /// Only of the newest decision: an older one has no time of its own any more, nor has one that was sent again
    /// because somebody else had written another number.
    void settled(Delivery delivery) {
        delivery.sent()
                .filter(_ -> delivery.corrections() == 0)
                .filter(sent -> sent.number() == delivery.want().number())
                .flatMap(Sent::effectiveAt)
                .ifPresent(at ->
                        timeToEffective.record(Duration.between(delivery.want().decidedAt(), at)));
    }

    private static String outcome(SendResult result) {
        return switch (result) {
            case SendResult.Accepted _ -> "accepted";
            case SendResult.Refused _ -> "refused";
            case SendResult.PutOff _ -> "put off";
            case SendResult.Denied _ -> "denied";
            case SendResult.Throttled _ -> "throttled";
            case SendResult.Late _ -> "late";
            case SendResult.NotSent _ -> "not sent";
            case SendResult.Lost _ -> "lost";
            case SendResult.AccountRefused _ -> "account refused";
        };
    }
}
