package io.stockrule.delivery.notification;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.NotificationAnswer;
import io.stockrule.delivery.marketplace.Notifications;
import io.stockrule.delivery.marketplace.Notifications.Subscribed;
import io.stockrule.delivery.notification.NotificationDestinations.Whither;
import io.stockrule.delivery.notification.NotificationSubscriptions.Outcome;
import io.stockrule.delivery.notification.NotificationSubscriptions.Turn;
import io.stockrule.delivery.pace.Backoff;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Looks whether a seller's notifications of one type come to our queue, and puts it right: what goes elsewhere is
/// ended,
/// what is missing is subscribed.
@ApplicationScoped
class NotificationSetUp {
    private static final Logger LOG = Logger.getLogger(NotificationSetUp.class);

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /// A role does not come back by itself within minutes.
    private static final Duration FIRST_PAUSE_IF_DENIED = Duration.ofMinutes(30);

    private final Notifications amazon;
    private final NotificationDestinations destinations;
    private final NotificationSubscriptions subscriptions;
    private final AmazonAccounts accounts;
    private final InstantSource time;
    private final NotificationConfig config;
    private final DeliveryConfig delivery;

    NotificationSetUp(
            Notifications amazon,
            NotificationDestinations destinations,
            NotificationSubscriptions subscriptions,
            AmazonAccounts accounts,
            InstantSource time,
            NotificationConfig config,
            DeliveryConfig delivery) {
        this.amazon = amazon;
        this.destinations = destinations;
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.time = time;
        this.config = config;
        this.delivery = delivery;
    }

    void look(AmazonCredentials account, QueueArn queue, Turn turn) {
        var outcome = switch (destinations.of(account, queue, turn.type().transport())) {
            case Whither.There there -> look(account, turn, there.destination());
            case Whither.Soon _ -> Outcome.later(SOON);
            case Whither.Stopped stopped -> stopped(turn, stopped.reason(), stopped.denied());
        };
        if (subscriptions.end(turn, outcome)) {
            outcome.problem()
                    .ifPresent(problem ->
                            LOG.warnf("%s is not there, so changes are found by looking: %s", turn, problem));
        }
    }

    private Outcome look(AmazonCredentials account, Turn turn, String destination) {
        var type = turn.type();
        var found = amazon.subscription(account, type.name(), type.payloadVersion(), delivery.requestTimeout());
        if (!(found instanceof NotificationAnswer.Told<Optional<Subscribed>> told)) {
            return failure(account, turn, found);
        }
        if (told.answer().filter(it -> it.destination().equals(destination)).isPresent()) {
            return Outcome.there(told.answer().get().id(), config.check());
        }
        return told.answer()
                .flatMap(elsewhere -> end(account, turn, elsewhere))
                .orElseGet(() -> subscribe(account, turn, destination));
    }

    /// @return empty if it has ended
    private Optional<Outcome> end(AmazonCredentials account, Turn turn, Subscribed elsewhere) {
        LOG.infof("%s goes to the destination %s, and is ended", turn, elsewhere.destination());
        var ended = amazon.unsubscribe(account, turn.type().name(), elsewhere.id(), delivery.requestTimeout());
        return ended instanceof NotificationAnswer.Told<Boolean>
                ? Optional.empty()
                : Optional.of(failure(account, turn, ended));
    }

    private Outcome subscribe(AmazonCredentials account, Turn turn, String destination) {
        var type = turn.type();
        var made =
                amazon.subscribe(account, type.name(), type.payloadVersion(), destination, delivery.requestTimeout());
        if (made instanceof NotificationAnswer.Told<Subscribed> told) {
            LOG.infof("%s was missing and is there now", turn);
            return Outcome.there(told.answer().id(), config.check());
        }
        if (made instanceof NotificationAnswer.Missing<Subscribed>) {
            destinations.forget(account, type.transport());
        }
        return failure(account, turn, made);
    }

    private <T> Outcome failure(AmazonCredentials account, Turn turn, NotificationAnswer<T> answer) {
        return switch (answer) {
            case NotificationAnswer.Told<T> told -> throw new IllegalStateException("no failure: " + told);
            case NotificationAnswer.Exists<T> _ -> Outcome.later(SOON);
            case NotificationAnswer.Throttled<T> _ -> {
                subscriptions.throttled(turn);
                yield Outcome.later(SOON);
            }
            case NotificationAnswer.Missing<T> missing -> stopped(turn, missing.reason(), false);
            case NotificationAnswer.Failed<T> failed -> stopped(turn, failed.reason(), false);
            case NotificationAnswer.Denied<T> denied -> stopped(turn, denied.reason(), true);
            case NotificationAnswer.AccountRefused<T> refused -> {
                accounts.suspend(account, refused.reason(), time.instant().plus(refused.retryAfter()));
                yield stopped(turn, refused.reason(), true);
            }
        };
    }

    private static Outcome stopped(Turn turn, String reason, boolean denied) {
        var first = denied ? FIRST_PAUSE_IF_DENIED : FIRST_PAUSE;
        return Outcome.not(reason, Backoff.doubling(first, turn.failures() + 1), denied);
    }
}
