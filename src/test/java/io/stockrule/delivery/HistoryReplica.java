package io.stockrule.delivery;

import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.delivery.Departures.Departure;
import io.stockrule.delivery.feed.FeedConfig;
import io.stockrule.delivery.feed.FeedReplica;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.TestSeller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// One replica's delivery of one account: what [Sender] and [Reader] do, a round at a time and as told, so
/// that it can die or stand still at any point.
final class HistoryReplica {
    private final AccountKey account;
    private final Marketplace marketplace;
    private final AmazonAccounts accounts;
    private final InstantSource clock;
    private final DeliveryConfig config;
    private final HistoryWatch watch;
    private final Departures departures;
    private final Readings readings;
    private final Landings landings;
    private final FeedReplica feeds;
    private final List<Departure> frozen = new ArrayList<>();

    HistoryReplica(
            TestSeller seller,
            SimulatedMarketplace amazon,
            AmazonAccounts accounts,
            Jdbi database,
            InstantSource clock,
            DeliveryConfig config,
            WaveConfig waves,
            FeedConfig feeds,
            DeliveryMetrics metrics,
            HistoryWatch watch) {
        this.account = seller.key();
        this.marketplace = amazon.marketplace();
        this.accounts = accounts;
        this.clock = clock;
        this.config = config;
        this.watch = watch;
        var applications = new ApplicationPace(database, clock);
        this.departures = new Departures(database, clock, config, waves, applications);
        this.readings = new Readings(database, clock, config, metrics, applications);
        this.landings = new Landings(new AccountStanding(accounts), database, clock, config);
        var lane = new FeedLane(database, clock, config, waves, metrics);
        this.feeds = new FeedReplica(lane, amazon.feeds(), accounts, database, clock, feeds, config);
    }

    /// A round of sending, and one of reading.
    void work() {
        each(claim(), departure -> land(departure, send(departure)));
        if (readings.readyAccounts().contains(account)) {
            each(readings.claim(account), this::read);
        }
    }

    void workAndFeed() {
        work();
        feeds();
    }

    /// What is to be done about feeds.
    void feeds() {
        feeds.work();
    }

    void takeFeedsAndDie() {
        feeds.takeAndDie();
    }

    /// Others do something while its numbers are under way.
    void sendDuring(Runnable others) {
        var claimed = claim();
        others.run();
        each(claimed, departure -> land(departure, send(departure)));
    }

    void claimAndDie() {
        claim();
    }

    void sendAndDie() {
        each(claim(), this::send);
    }

    /// Between its last look at the clock and the socket.
    void freeze() {
        var claimed = claim();
        claimed.forEach(departure -> watch.freezes(departure.update().sellerSku()));
        frozen.addAll(claimed);
    }

    void thaw() {
        each(frozen, departure -> land(departure, send(departure)));
        frozen.clear();
    }

    void close() {
        landings.close();
    }

    /// Nothing is done for the account any more, whoever comes after.
    static void retire(Jdbi database, TestSeller seller) {
        database.useHandle(handle -> {
            handle.execute("delete from feed where amazon_account_id = ?", seller.account());
            handle.execute(
                    "update amazon_account set update_quantity = false where amazon_account_id = ?", seller.account());
        });
    }

    private List<Departure> claim() {
        if (!departures.readyAccounts().contains(account)) {
            return List.of();
        }
        watch.beforeClaim();
        var claimed = departures.claim(account);
        claimed.forEach(watch::claimed);
        return claimed;
    }

    private SendResult send(Departure departure) {
        watch.leaves(departure);
        try {
            return marketplace.send(credentials(), departure.update(), config.leaveWithin(), config.requestTimeout());
        } finally {
            watch.isBack(departure);
        }
    }

    private void land(Departure departure, SendResult result) {
        landings.write(new Landings.Landing(credentials(), departure, result));
    }

    private void read(Readings.Request request) {
        var result =
                marketplace.read(credentials(), request.marketplace(), request.sellerSkus(), config.requestTimeout());
        if (result instanceof ReadResult.AccountRefused refused) {
            accounts.suspend(credentials(), refused.reason(), clock.instant().plus(refused.retryAfter()));
        }
        var turned = readings.store(request, result);
        watch.read(result);
        turned.forEach(sku -> marketplace.takeBack(credentials(), sku, request.marketplace(), config.requestTimeout()));
    }

    private AmazonCredentials credentials() {
        return Objects.requireNonNull(accounts.credentials(List.of(account)).get(account));
    }

    /// All at once, as [AccountRound] lets them.
    private static <T> void each(List<T> all, Consumer<T> work) {
        var threads = all.stream()
                .map(one -> Thread.ofVirtual().start(() -> work.accept(one)))
                .toList();
        for (var thread : threads) {
            try {
                if (!thread.join(Duration.ofMinutes(1))) {
                    throw new IllegalStateException("a request did not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
