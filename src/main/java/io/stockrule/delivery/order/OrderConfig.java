package io.stockrule.delivery.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// How the orders of Amazon accounts are read that have `subtractOrders` switched on, and how long they
/// count.
@ConfigMapping(prefix = "stockrule.amazon-orders")
interface OrderConfig {
    /// From the beginning of one reading to the next. Amazon allows one page of 100 orders each 179
    /// seconds.
    @WithDefault("3m")
    @DurationMin(millis = 1)
    Duration interval();

    /// How much of what has been read is read again each time: Amazon may be late to tell of a change. A
    /// seller with more than 100 changed orders in this time and `interval` together needs more than
    /// Amazon's default rate.
    @WithDefault("10m")
    @DurationMin(millis = 1)
    Duration overlap();

    /// How long units count at most, since their order was placed. After it they are taken for known to
    /// Shopify.
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration expiry();

    /// Pages per second and Amazon account. Amazon allows 0.0056 where nothing else was agreed
    /// (https://developer-docs.amazon.com/sp-api/docs/orders-api-rate-limits).
    @WithDefault("0.0056")
    @Positive
    double requestsPerSecond();

    /// How many pages may be asked for at once after a pause. Amazon's bucket holds 20; the rest is kept
    /// for others.
    @WithDefault("15")
    @Positive
    int burst();

    /// How often to look for work, in real time.
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration poll();
}
