package io.stockrule.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.stockrule.delivery.target.TargetConfig;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How numbers are sent and confirmed.
@ConfigMapping(prefix = "stockrule.delivery")
public interface DeliveryConfig extends TargetConfig {
    /// Whether this replica sends and reads. One that only takes webhooks and calls can leave it to others.
    @WithDefault("true")
    boolean enabled();

    /// Quantity updates per second and Amazon account. Amazon allows 5
    /// (https://developer-docs.amazon.com/sp-api/docs/listings-items-api-rate-limits).
    @WithDefault("5")
    @Positive
    double sendsPerSecond();

    /// Reads per second and Amazon account; one read covers up to 20 SKUs. Amazon allows 5.
    @WithDefault("5")
    @Positive
    double readsPerSecond();

    /// Quantity updates per second of all Amazon accounts together that share an application (a client id).
    /// Amazon allows 500 where nothing but quantities is sent
    /// (https://developer-docs.amazon.com/sp-api/docs/listings-items-api-rate-limits).
    @WithDefault("500")
    @Positive
    double applicationSendsPerSecond();

    /// Reads per second of all Amazon accounts together that share an application. Amazon allows 100.
    @WithDefault("100")
    @Positive
    double applicationReadsPerSecond();

    /// Updates per second that are judged and not applied, of all Amazon accounts together that share an
    /// application: checks of accounts make them. Amazon allows 20.
    @WithDefault("20")
    @Positive
    double applicationPreviewsPerSecond();

    /// How many requests may go out at once after a pause. Amazon's bucket holds 5; the rest is kept for
    /// jitter on the way.
    @WithDefault("2")
    @Positive
    int burst();

    /// How long after its turn came a request may still leave. What is held up longer (by a new access
    /// token, a paused machine) takes a new turn, so that it does not arrive together with those behind it.
    /// Amazon's bucket holds what becomes due in 600 ms beyond `burst`; half of that is kept for jitter on
    /// the way.
    @WithDefault("300ms")
    @DurationMin(millis = 1)
    Duration leaveWithin();

    /// The whole of one request, access token included.
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration requestTimeout();

    /// How long one sender has a target to itself. Longer than a request may take.
    @WithDefault("20s")
    @DurationMin(millis = 1)
    Duration lease();

    /// How many numbers of an account are set right in an hour because somebody else has written them. More wait, and
    /// say so.
    @WithDefault("200")
    @Positive
    int correctionsPerHour();

    /// How often to look for work, in real time, when nothing wakes the sender.
    @WithDefault("200ms")
    @DurationMin(millis = 1)
    Duration poll();
}
