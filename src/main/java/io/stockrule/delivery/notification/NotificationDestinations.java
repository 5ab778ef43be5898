package io.stockrule.delivery.notification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.NotificationAnswer;
import io.stockrule.delivery.marketplace.NotificationDestination;
import io.stockrule.delivery.marketplace.NotificationDestination.Resource;
import io.stockrule.delivery.marketplace.Notifications;
import io.stockrule.delivery.notification.NotificationType.Transport;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Where an application's notifications of a region go: one destination for what SQS gets, one for what EventBridge
/// does.
/// They are looked for when their time has come, by one of the application's accounts, and made if they are missing.
/// Should that account's secret be refused, another of them does it.
@ApplicationScoped
class NotificationDestinations {
    private static final Logger LOG = Logger.getLogger(NotificationDestinations.class);

    private static final Duration TO_STORE = Duration.ofSeconds(30);

    private static final String OF = """
            where client_id = :client and region = :region and kind = :kind
            """;

    private static final String CLAIM = """
            insert into amazon_destination as d (client_id, region, kind, queue, leased_until, fence)
            values (:client, :region, :kind, :queue, :lease, 1)
            on conflict (client_id, region, kind) do update set fence = d.fence + 1, leased_until = :lease
                where d.leased_until is null or d.leased_until <= :now
            returning fence
            """;

    private final Notifications amazon;
    private final Jdbi database;
    private final InstantSource time;
    private final NotificationConfig config;
    private final DeliveryConfig delivery;

    NotificationDestinations(
            Notifications amazon,
            Jdbi database,
            InstantSource time,
            NotificationConfig config,
            DeliveryConfig delivery) {
        this.amazon = amazon;
        this.database = database;
        this.time = time;
        this.config = config;
        this.delivery = delivery;
    }

    /// What came of asking where notifications are to go.
    sealed interface Whither {
        /// There.
        record There(String destination) implements Whither {}

        /// Somebody else is about to find out, or it has to be looked again soon.
        record Soon() implements Whither {}

        /// It could not be found out.
        record Stopped(String reason, boolean denied) implements Whither {}
    }

    Whither of(AmazonCredentials account, QueueArn queue, Transport transport) {
        var known = known(account, queue, transport);
        if (known.isPresent()) {
            return new Whither.There(known.get());
        }
        var fence = claim(account, queue, transport);
        if (fence.isEmpty()) {
            return new Whither.Soon();
        }
        Optional<String> found = Optional.empty();
        try {
            var whither = find(account, queue, transport);
            if (whither instanceof Whither.There there) {
                found = Optional.of(there.destination());
            }
            return whither;
        } finally {
            end(account, queue, transport, fence.get(), found);
        }
    }

    private Whither find(AmazonCredentials account, QueueArn queue, Transport transport) {
        var wanted = queue.behind(transport);
        return switch (amazon.destinations(account, delivery.requestTimeout())) {
            case NotificationAnswer.Told<List<NotificationDestination>> told ->
                there(told.answer(), wanted)
                        .<Whither>map(Whither.There::new)
                        .orElseGet(() -> create(account, queue.label(transport), wanted));
            case NotificationAnswer.Exists<List<NotificationDestination>> _,
                    NotificationAnswer.Throttled<List<NotificationDestination>> _ -> new Whither.Soon();
            case NotificationAnswer.Missing<List<NotificationDestination>> _ ->
                create(account, queue.label(transport), wanted);
            case NotificationAnswer.Failed<List<NotificationDestination>> failed ->
                new Whither.Stopped(failed.reason(), false);
            case NotificationAnswer.Denied<List<NotificationDestination>> denied ->
                new Whither.Stopped(denied.reason(), true);
            case NotificationAnswer.AccountRefused<List<NotificationDestination>> refused ->
                new Whither.Stopped(refused.reason(), true);
        };
    }

    private static Optional<String> there(List<NotificationDestination> all, Resource wanted) {
        return all.stream()
                .filter(destination -> destination.resource().equals(wanted))
                .map(NotificationDestination::id)
                .findFirst();
    }

    /// Two applications of the same name make it twice: then it is there when it is listed again.
    private Whither create(AmazonCredentials account, String label, Resource wanted) {
        return switch (amazon.createDestination(account, label, wanted, delivery.requestTimeout())) {
            case NotificationAnswer.Told<NotificationDestination> told -> {
                LOG.infof("notifications of the application %s go to %s now", account.clientId(), wanted);
                yield new Whither.There(told.answer().id());
            }
            case NotificationAnswer.Exists<NotificationDestination> _,
                    NotificationAnswer.Throttled<NotificationDestination> _ -> new Whither.Soon();
            case NotificationAnswer.Missing<NotificationDestination> missing ->
                new Whither.Stopped(missing.reason(), false);
            case NotificationAnswer.Failed<NotificationDestination> failed ->
                new Whither.Stopped(failed.reason(), false);
            case NotificationAnswer.Denied<NotificationDestination> denied ->
                new Whither.Stopped(denied.reason(), true);
            case NotificationAnswer.AccountRefused<NotificationDestination> refused ->
                new Whither.Stopped(refused.reason(), true);
        };
    }

    /// It is looked for again when somebody asks next.
    void forget(AmazonCredentials account, Transport transport) {
        within(handle -> handle.createUpdate("update amazon_destination set looked_at = null " + OF)
                .bind("client", account.clientId())
                .bind("region", account.region().name())
                .bind("kind", transport.name())
                .execute());
    }

    private Optional<String> known(AmazonCredentials account, QueueArn queue, Transport transport) {
        return within(handle -> handle.createQuery(
                        """
                        select destination_id from amazon_destination
                        """ + OF + " and queue = :queue and destination_id is not null and looked_at > :since")
                .bind("client", account.clientId())
                .bind("region", account.region().name())
                .bind("kind", transport.name())
                .bind("queue", queue.text())
                .bind("since", time.instant().minus(config.check()))
                .mapTo(String.class)
                .findOne());
    }

    private Optional<Long> claim(AmazonCredentials account, QueueArn queue, Transport transport) {
        var now = time.instant();
        return within(handle -> handle.createQuery(CLAIM)
                .bind("client", account.clientId())
                .bind("region", account.region().name())
                .bind("kind", transport.name())
                .bind("queue", queue.text())
                .bind("lease", lease(now))
                .bind("now", now)
                .mapTo(Long.class)
                .findOne());
    }

    private Instant lease(Instant now) {
        return now.plus(delivery.requestTimeout().multipliedBy(2)).plus(TO_STORE);
    }

    private void end(
            AmazonCredentials account, QueueArn queue, Transport transport, long fence, Optional<String> found) {
        within(handle -> handle.createUpdate("""
                        update amazon_destination set leased_until = null, queue = :queue,
                            destination_id = case when :found::text is null and queue <> :queue then null
                                else coalesce(:found, destination_id) end,
                            looked_at = case when :found::text is null then looked_at else :now end
                        """ + OF + " and fence = :fence")
                .bind("client", account.clientId())
                .bind("region", account.region().name())
                .bind("kind", transport.name())
                .bind("queue", queue.text())
                .bind("fence", fence)
                .bind("found", found)
                .bind("now", time.instant())
                .execute());
    }

    private <T> T within(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(work::apply));
    }
}
