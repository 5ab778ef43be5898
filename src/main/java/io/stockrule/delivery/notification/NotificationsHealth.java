package io.stockrule.delivery.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import io.stockrule.work.Kept;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jdbi.v3.core.Jdbi;

/// Says in health whether notifications come: down when the queue does not answer. The service is ready all the same,
/// as it finds by looking what nobody tells.
@Singleton
@Wellness
class NotificationsHealth implements HealthCheck {
    private static final String UNSUBSCRIBED = """
            select count(distinct (s.merchant_id, s.amazon_account_id)) from amazon_subscription s
            join amazon_account a using (merchant_id, amazon_account_id)
            where s.problem is not null and a.update_quantity
            """;

    private final NotificationConfig config;
    private final QueueContact contact;
    private final Kept<Counts> counts;

    /// @param unsubscribed accounts that Amazon sends not all that is wanted for
    /// @param odd by kind, how many notifications meant nothing
    private record Counts(long unsubscribed, Map<String, Long> odd) {}

    NotificationsHealth(NotificationConfig config, QueueContact contact, Jdbi database, InstantSource time) {
        this.config = config;
        this.contact = contact;
        this.counts = new Kept<>(() -> counts(database), Duration.ofSeconds(5), time);
    }

    private static Counts counts(Jdbi database) {
        return database.withHandle(handle -> new Counts(
                handle.createQuery(UNSUBSCRIBED).mapTo(Long.class).one(),
                handle.createQuery("select kind, count from notification_oddity order by kind")
                        .setMapKeyColumn("kind")
                        .setMapValueColumn("count")
                        .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, Long>>() {})));
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        if (config.queue().isPresent()) {
            Gauge.builder("stockrule.accounts.unsubscribed", () -> counts.get().unsubscribed())
                    .description("Amazon accounts whose notifications do not all come")
                    .register(meters);
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("amazon notifications");
        if (config.queue().isEmpty()) {
            return response.up().withData("queue", "none").build();
        }
        var state = contact.state();
        response.withData("queue", config.queue().get());
        state.answeredAt().ifPresent(at -> response.withData("answeredAt", at.toString()));
        state.lastMessageAt().ifPresent(at -> response.withData("lastMessageAt", at.toString()));
        var known = counts.get();
        response.withData("accountsUnsubscribed", known.unsubscribed());
        known.odd().forEach((kind, count) -> response.withData(camelCase(kind), count));
        return state.failedSince()
                .map(since -> response.down()
                        .withData("since", since.toString())
                        .withData("reason", state.reason())
                        .build())
                .orElseGet(() -> response.up().build());
    }

    private static String camelCase(String kind) {
        var words = kind.toLowerCase(Locale.ROOT).split("_");
        return words.length == 1
                ? words[0]
                : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }
}
