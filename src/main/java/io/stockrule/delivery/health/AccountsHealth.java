package io.stockrule.delivery.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import io.stockrule.listing.ClientSecrets;
import io.stockrule.work.Kept;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jdbi.v3.core.Jdbi;

/// Tells how many accounts cannot be sent to, or cannot have their orders read, until somebody acts, how many use a
/// client secret that ends soon, and how many waves wait for a person. Up all the same: that is those merchants'
/// trouble, not the service's; each account, and each wave, says what to do.
@Singleton
@Wellness
class AccountsHealth implements HealthCheck {
    private static final String COUNT = """
            select count(*) filter (where suspended_until > :now) suspended,
                count(*) filter (where unreadable_version = credentials_version) unreadable,
                count(*) filter (where coalesce(
                    case when other_secret_serves and other_client_secret is not null
                        then other_client_secret_entered_at
                        else client_secret_entered_at end,
                    created_at) < :old) old,
                count(*) filter (where subtract_orders and orders_problem is not null) orders_unread,
                (select count(*) from wave where not settled and state = 'HELD') waves
            from amazon_account
            """;

    private final Kept<Count> accounts;

    private record Count(long suspended, long unreadable, long old, long ordersUnread, long waves) {}

    AccountsHealth(Jdbi database, InstantSource time) {
        this.accounts = new Kept<>(
                () -> database.withHandle(handle -> handle.createQuery(COUNT)
                        .bind("now", time.instant())
                        .bind("old", time.instant().minus(ClientSecrets.OLD))
                        .map((row, _) -> new Count(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                        .one()),
                Duration.ofSeconds(5),
                time);
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("stockrule.accounts.suspended", () -> accounts.get().suspended())
                .description("Amazon accounts that Amazon refuses")
                .register(meters);
        Gauge.builder("stockrule.accounts.unreadable", () -> accounts.get().unreadable())
                .description("Amazon accounts whose secrets have to be entered anew")
                .register(meters);
        Gauge.builder("stockrule.accounts.secrets.old", () -> accounts.get().old())
                .description("Amazon accounts whose client secret in use ends soon")
                .register(meters);
        Gauge.builder("stockrule.accounts.orders.unread", () -> accounts.get().ordersUnread())
                .description("Amazon accounts whose orders are to be subtracted and cannot be read")
                .register(meters);
        Gauge.builder("stockrule.waves.held", () -> accounts.get().waves())
                .description("waves of numbers that wait for a person")
                .register(meters);
    }

    @Override
    public HealthCheckResponse call() {
        var count = accounts.get();
        return HealthCheckResponse.named("amazon accounts")
                .up()
                .withData("suspended", count.suspended())
                .withData("secretsUnreadable", count.unreadable())
                .withData("secretsOld", count.old())
                .withData("ordersUnread", count.ordersUnread())
                .withData("wavesHeld", count.waves())
                .build();
    }
}
