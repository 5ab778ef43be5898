package io.stockrule.delivery.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.Orders;
import io.stockrule.delivery.marketplace.OrdersAnswer;
import io.stockrule.delivery.pace.Backoff;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Reads an account's orders page by page, as fast as Amazon allows. What does not work is tried again with
/// growing pauses; numbers are sent meanwhile.
@ApplicationScoped
class OrderSteps {
    private static final Logger LOG = Logger.getLogger(OrderSteps.class);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(3);

    /// A role does not come back by itself within minutes.
    private static final Duration FIRST_PAUSE_IF_DENIED = Duration.ofMinutes(30);

    /// A page that fails so often in a row is not asked for again with what was known of those before it.
    private static final int MOST_TRIES = 3;

    private final Orders orders;
    private final OrderReadings readings;
    private final AmazonAccounts accounts;
    private final InstantSource time;
    private final DeliveryConfig delivery;
    private final MeterRegistry meters;

    OrderSteps(
            Orders orders,
            OrderReadings readings,
            AmazonAccounts accounts,
            InstantSource time,
            DeliveryConfig delivery,
            MeterRegistry meters) {
        this.orders = orders;
        this.readings = readings;
        this.accounts = accounts;
        this.time = time;
        this.delivery = delivery;
        this.meters = meters;
    }

    /// Begins a reading and goes on with it.
    ///
    /// @return as [#goOn]; empty also if none is due
    Optional<OrderRun> begin(AmazonCredentials credentials) {
        return readings.begin(credentials.account()).flatMap(run -> read(credentials, run));
    }

    /// Goes on with a reading as far as Amazon allows now.
    ///
    /// @return how far it is, if it has to wait for its next page's turn; empty if it is over
    Optional<OrderRun> goOn(AmazonCredentials credentials, OrderRun run) {
        return switch (readings.turn(run.reading())) {
            case NOW -> read(credentials, run);
            case NOT_YET -> Optional.of(run);
            case LOST -> Optional.empty();
        };
    }

    /// The next page's turn has come.
    private Optional<OrderRun> read(AmazonCredentials credentials, OrderRun run) {
        return switch (orders.search(credentials, run.from(), run.page(), delivery.requestTimeout())) {
            case OrdersAnswer.Page page
            when page.next().isPresent() ->
                readings.store(run.reading(), page) ? goOn(credentials, run.after(page)) : Optional.empty();
            case OrdersAnswer.Page last -> {
                var whole = run.after(last);
                whole.remark().ifPresent(odd -> LOG.warnf("%s: %s", run.reading(), odd));
                readings.finish(whole, last);
                count("read");
                yield Optional.empty();
            }
            case OrdersAnswer.Throttled _ -> {
                readings.throttled(run.reading());
                yield Optional.of(run);
            }
            case OrdersAnswer.Failed _ when run.tries() + 1 < MOST_TRIES -> Optional.of(run.inVain());
            case OrdersAnswer.Failed failed -> {
                cut(run, failed.reason(), pause(FIRST_PAUSE, run), false);
                yield Optional.empty();
            }
            case OrdersAnswer.Denied denied -> {
                cut(run, denied.reason(), pause(FIRST_PAUSE_IF_DENIED, run), true);
                yield Optional.empty();
            }
            case OrdersAnswer.AccountRefused refused -> {
                accounts.suspend(credentials, refused.reason(), time.instant().plus(refused.retryAfter()));
                cut(run, refused.reason(), pause(FIRST_PAUSE, run), false);
                yield Optional.empty();
            }
        };
    }

    private static Duration pause(Duration first, OrderRun run) {
        return Backoff.doubling(first, run.reading().failures() + 1);
    }

    private void cut(OrderRun run, String reason, Duration again, boolean denied) {
        LOG.warnf("%s is cut, and numbers are sent meanwhile: %s", run.reading(), reason);
        readings.failed(run.reading(), reason, again, denied);
        count(denied ? "denied" : "failed");
    }

    private void count(String outcome) {
        meters.counter("stockrule.amazon.order.readings", "outcome", outcome).increment();
    }
}
