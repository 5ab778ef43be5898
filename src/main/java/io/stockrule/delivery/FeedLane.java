package io.stockrule.delivery;

import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.Landings.Outcome;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.Departed;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The second lane of numbers to Amazon: thousands at once, in a feed. It takes what is least urgent of a
/// long queue; the most urgent keep leaving alone. A target is in one lane at a time: what is in a feed is
/// in flight until the feed has ended, or its time is over.
@ApplicationScoped
public class FeedLane {
    /// So long a feed takes at least: what can leave alone in that time is not put into one.
    private static final Duration FASTEST_FEED = Duration.ofMinutes(1);

    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final WaveConfig waves;
    private final DeliveryMetrics metrics;
    private final WaveGuard.Counted counted = new WaveGuard.Counted();

    FeedLane(Jdbi database, InstantSource time, DeliveryConfig config, WaveConfig waves, DeliveryMetrics metrics) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.waves = waves;
        this.metrics = metrics;
    }

    /// A number that is in a feed now.
    public record Loaded(QuantityUpdate update, long fence, long number) {}

    /// @param more whether others may follow at once
    public record Portion(List<Loaded> numbers, boolean more) {}

    /// What became of a number in a feed.
    public record Landed(TargetKey target, long fence, long number, int quantity, SendResult result) {}

    /// The accounts where so many numbers wait that they are sooner at Amazon in a feed, and that may create
    /// one now.
    public List<AccountKey> readyAccounts(int worthAFeed) {
        var now = time.instant();
        Map<String, ?> terms = Map.of("worthAFeed", worthAFeed, "knownSince", now.minus(config.channelValidFor()));
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> Pace.ready(handle, Pace.Operation.FEED, now, terms)))
                .stream()
                .map(Pace.Ready::account)
                .toList();
    }

    /// Takes the turn of one account.
    ///
    /// @param interval between two feeds
    /// @return the marketplace that most of its numbers are sent to; empty if another replica was faster
    public Optional<String> takeTurn(Handle handle, AccountKey account, Duration interval) {
        var now = time.instant();
        var turn = Pace.turn(handle, account, Pace.Operation.FEED, interval, 1, now);
        if (turn.permits() == 0) {
            return Optional.empty();
        }
        Pace.use(handle, account, Pace.Operation.FEED, now.plus(interval));
        return handle.createQuery("""
                        select marketplace from delivery
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and waiting and channel = 'seller' and flight_number is null
                            and channel_read_at > :knownSince
                        group by marketplace order by count(*) desc, marketplace limit 1
                        """)
                .bindMethods(account)
                .bind("knownSince", now.minus(config.channelValidFor()))
                .mapTo(String.class)
                .findOne();
    }

    /// Whether numbers of the account may leave: it has not been switched off.
    public boolean maySend(Handle handle, AccountKey account) {
        return handle.createQuery("""
                        select update_quantity from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /// Amazon has taken a feed.
    public void taken(Handle handle, AccountKey account) {
        Pace.answered(handle, List.of(account), Pace.Operation.FEED);
    }

    /// Amazon has said that the account creates too many feeds.
    public void throttled(Handle handle, AccountKey account) {
        Pace.throttled(handle, account, Pace.Operation.FEED, time.instant());
    }

    /// Amazon takes no feeds of the account for now.
    public void pause(Handle handle, AccountKey account, Duration pause) {
        Pace.use(handle, account, Pace.Operation.FEED, time.instant().plus(pause));
    }

    /// Has channels read of accounts with long queues: only what was looked at lately may leave. That takes
    /// three of four looks that Amazon allows; the others are for what leaves alone, and for what has been
    /// sent.
    ///
    /// @param worthAFeed how many waiting numbers are a long queue
    /// @param ahead time that is looked ahead
    public void lookAhead(int worthAFeed, Duration ahead) {
        var now = time.instant();
        int most = (int) (config.readsPerSecond() * Marketplace.READ_AT_ONCE * ahead.toSeconds() * 3 / 4);
        for (var account : longQueues(worthAFeed)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.useHandle(
                            handle -> new WaitingNumbers(handle, account, config, now).readOldChannels(most)));
        }
    }

    private List<AccountKey> longQueues(int worthAFeed) {
        return database.withHandle(handle -> handle.createQuery("""
                        select a.merchant_id, a.amazon_account_id from amazon_account a
                        where a.update_quantity and (a.suspended_until is null or a.suspended_until <= :now)
                            and (select count(*) from (
                                select from delivery d
                                where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                                    and d.waiting and d.channel = 'seller' and d.flight_number is null
                                limit :worthAFeed) waiting) >= :worthAFeed
                        """)
                .bind("now", time.instant())
                .bind("worthAFeed", worthAFeed)
                .map((row, _) -> new AccountKey(row.getLong(1), row.getLong(2)))
                .list());
    }

    /// Puts more numbers into a feed. They are in flight from now on.
    ///
    /// @param alone so many of the most urgent are left out at the most
    /// @param until the feed's time
    public Portion load(Handle handle, AccountKey account, String marketplace, int most, int alone, Instant until) {
        var now = time.instant();
        var sentLast = Pace.next(handle, account, Pace.Operation.SEND).orElse(now);
        var held = new WaveGuard(handle, account, waves, counted, sentLast, now).hold();
        if (held.isEmpty()) {
            return new Portion(List.of(), true);
        }
        int faster = (int) (config.sendsPerSecond() * FASTEST_FEED.toSeconds());
        var next =
                new WaitingNumbers(handle, account, config, now).together(marketplace, most, Math.min(alone, faster));
        var leaving = WaveGuard.free(handle, next, held.get(), now);
        var lease = Duration.between(now, until);
        var loaded = leaving.stream().map(it -> depart(it, now, lease)).toList();
        DeliveryTable.store(handle, leaving);
        SentNumbers.departed(handle, leaving);
        return new Portion(loaded, next.size() == most);
    }

    private static Loaded depart(Delivery delivery, Instant now, Duration lease) {
        var flight = delivery.depart(now, lease);
        return new Loaded(Departures.update(delivery, flight), delivery.fence(), flight.number());
    }

    /// Writes down what became of numbers in feeds, at most [Feeds#MOST_MESSAGES] and better fewer.
    public void land(Handle handle, Collection<Landed> landed) {
        var now = time.instant();
        var sorted = landed.stream().map(Landed::target).distinct().sorted().toList();
        Map<TargetKey, Delivery> deliveries = DeliveryTable.lock(handle, sorted).stream()
                .collect(toMap(delivery -> delivery.target(), Function.identity()));
        var outcomes = landed.stream()
                .map(it -> new Outcome(it.target(), new Departed(it.fence(), it.number(), it.quantity()), it.result()))
                .toList();
        Landings.land(handle, deliveries, outcomes, now, config);
        outcomes.forEach(outcome -> metrics.sent(outcome.result()));
    }
}
