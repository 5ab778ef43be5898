package io.stockrule.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.pace.ApplicationPace.Kind;
import io.stockrule.delivery.pace.ApplicationPace.Limit;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.Flight;
import io.stockrule.listing.AccountDeleted;
import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Decides which waiting numbers leave now: as many as the account's pace allows, each with a lease and a
/// fence of its own, committed before the first byte goes out.
@ApplicationScoped
class Departures {
    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final WaveConfig waves;
    private final ApplicationPace applications;
    private final WaveGuard.Counted counted = new WaveGuard.Counted();

    Departures(
            Jdbi database, InstantSource time, DeliveryConfig config, WaveConfig waves, ApplicationPace applications) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.waves = waves;
        this.applications = applications;
    }

    /// A number with the right to leave.
    ///
    /// @param leaveBefore after this moment its request must not leave any more: it could outlive its lease,
    ///     or arrive together with those whose turn came later, and then they are more than Amazon allows
    record Departure(long fence, long number, Delivery delivery, QuantityUpdate update, Instant leaveBefore) {}

    /// Keeps the answer to a deletion until each number whose turn had come has left, or has missed its
    /// turn: none leaves after the answer.
    void letLeave(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountDeleted gone) {
        try {
            Thread.sleep(config.leaveWithin());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The accounts that have something to send and may send it.
    List<AccountKey> readyAccounts() {
        var now = time.instant();
        var ready = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> Pace.ready(handle, Pace.Operation.SEND, now, Map.of())));
        var limit = new Limit(Kind.SEND, config.sendsPerSecond(), config.applicationSendsPerSecond());
        return applications.admit(ready, limit, config.burst());
    }

    /// Claims what one account may send now.
    List<Departure> claim(AccountKey account) {
        var claimed =
                QuarkusTransaction.requiringNew().call(() -> database.withHandle(handle -> claim(handle, account)));
        applications.use(account, Kind.SEND, claimed.size());
        return claimed;
    }

    private List<Departure> claim(Handle handle, AccountKey account) {
        var now = time.instant();
        var interval = Duration.ofNanos((long) (1e9 / config.sendsPerSecond()));
        var turn = Pace.turn(handle, account, Pace.Operation.SEND, interval, config.burst(), now)
                .atMost(applications.most(account, Kind.SEND));
        if (turn.permits() == 0) {
            return List.of();
        }
        var held = new WaveGuard(handle, account, waves, counted, turn.pausedSince(), now).hold();
        if (held.isEmpty()) {
            return List.of();
        }
        var next = new WaitingNumbers(handle, account, config, now).next(turn.permits(), turn.oldest(interval));
        var leaving = WaveGuard.free(handle, next, held.get(), now);
        if (leaving.isEmpty()) {
            return List.of();
        }
        Pace.use(handle, account, Pace.Operation.SEND, turn.from().plus(interval.multipliedBy(leaving.size())));
        var departures = leaving.stream().map(delivery -> depart(delivery, now)).toList();
        DeliveryTable.store(handle, leaving);
        SentNumbers.departed(handle, leaving);
        return departures;
    }

    private Departure depart(Delivery delivery, Instant now) {
        var flight = delivery.depart(now, config.lease());
        var turnEnds = now.plus(config.leaveWithin());
        var leaseEnds = flight.until().minus(config.requestTimeout());
        return new Departure(
                delivery.fence(),
                flight.number(),
                delivery,
                update(delivery, flight),
                turnEnds.isBefore(leaseEnds) ? turnEnds : leaseEnds);
    }

    static QuantityUpdate update(Delivery delivery, Flight flight) {
        return new QuantityUpdate(
                delivery.target().sellerSku(), delivery.want().marketplace(), flight.quantity(), flight.handlingDays());
    }
}
