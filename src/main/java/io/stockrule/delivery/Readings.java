package io.stockrule.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.change.ChangeRows;
import io.stockrule.delivery.change.ChangeRows.Noticed;
import io.stockrule.delivery.change.CorrectionAllowance;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.pace.ApplicationPace.Kind;
import io.stockrule.delivery.pace.ApplicationPace.Limit;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Decides which targets are read now, and stores what was read. One request reads up to
/// [Marketplace#READ_AT_ONCE] of them.
@ApplicationScoped
class Readings {
    /// The account is held: of one that is deleted nothing is read any more.
    private static final String DUE = """
            select <columns> from delivery d
            join amazon_account a on a.merchant_id = d.merchant_id and a.amazon_account_id = d.amazon_account_id
            where d.merchant_id = :merchant and d.amazon_account_id = :account and d.read_due_at <= :now
              and <which>
              and (d.flight_until is null or d.flight_until <= :now)
            order by d.read_due_at
            limit :most
            for update of d skip locked
            for key share of a
            """.replace("<columns>", DeliveryTable.COLUMNS);

    /// In this order: a number that lists less waits for the look; any other waits for it; nothing waits.
    private static final List<String> ALL_DUE = Stream.of(
                    "d.waiting and d.urgency <= 2", "d.waiting and d.urgency > 2", "not d.waiting")
            .map(which -> DUE.replace("<which>", which))
            .toList();

    /// What nothing was sent to for long, the one that was looked at longest ago first. What is being read,
    /// or is tried again later because it failed, is left out. A report that shows it as it was seen spares
    /// the look.
    private static final String LONG_NOT_LOOKED_AT = """
            select <columns> from delivery d
            join amazon_account a on a.merchant_id = d.merchant_id and a.amazon_account_id = d.amazon_account_id
            where d.merchant_id = :merchant and d.amazon_account_id = :account
              and d.channel = 'seller' and greatest(d.channel_read_at, d.reported_at) <= :lookedAtSince
              and (d.read_due_at is null or (d.read_due_at > :soon and d.read_attempts = 0))
              and d.flight_until is null
            order by greatest(d.channel_read_at, d.reported_at)
            limit :most
            for update of d skip locked
            for key share of a
            """.replace("<columns>", DeliveryTable.COLUMNS);

    private static final String NOTICED_MEANWHILE = """
            update delivery d set
                read_due_at = least(d.read_due_at, greatest(:now, d.notice_look_at)),
                channel_read_at = case when d.doubted_at > :begun then least(d.channel_read_at, :old)
                    else d.channel_read_at end
            from unnest(:merchants, :accounts, :skus) k(merchant_id, amazon_account_id, seller_sku)
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                and d.noticed_at > :begun
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;
    private final ApplicationPace applications;

    Readings(
            Jdbi database,
            InstantSource time,
            DeliveryConfig config,
            DeliveryMetrics metrics,
            ApplicationPace applications) {
        this.applications = applications;
        this.metrics = metrics;
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// One request to be made.
    ///
    /// @param fences each target's fence when the reading began
    /// @param begunAt when that was
    record Request(AccountKey account, String marketplace, Map<TargetKey, Long> fences, Instant begunAt) {
        List<String> sellerSkus() {
            return fences.keySet().stream().map(TargetKey::sellerSku).toList();
        }
    }

    List<AccountKey> readyAccounts() {
        var now = time.instant();
        var ready = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> Pace.ready(
                        handle, Pace.Operation.READ, now, Map.of("lookedAtSince", now.minus(config.lookEvery())))));
        var limit = new Limit(Kind.READ, config.readsPerSecond(), config.applicationReadsPerSecond());
        return applications.admit(ready, limit, config.burst());
    }

    List<Request> claim(AccountKey account) {
        var claimed =
                QuarkusTransaction.requiringNew().call(() -> database.withHandle(handle -> claim(handle, account)));
        applications.use(account, Kind.READ, claimed.size());
        return claimed;
    }

    private List<Request> claim(Handle handle, AccountKey account) {
        var now = time.instant();
        var interval = Duration.ofNanos((long) (1e9 / config.readsPerSecond()));
        var turn = Pace.turn(handle, account, Pace.Operation.READ, interval, config.burst(), now)
                .atMost(applications.most(account, Kind.READ));
        if (turn.permits() == 0) {
            return List.of();
        }
        int most = turn.permits() * Marketplace.READ_AT_ONCE;
        var due = new ArrayList<Delivery>();
        for (var query : ALL_DUE) {
            if (due.size() < most) {
                due.addAll(due(handle, query, account, most - due.size(), now));
            }
        }
        if (due.size() < most) {
            due.addAll(longNotLookedAt(handle, account, most - due.size(), now));
        }
        var requests = requests(account, due, turn.permits(), now);
        if (requests.isEmpty()) {
            return List.of();
        }
        Pace.use(handle, account, Pace.Operation.READ, turn.from().plus(interval.multipliedBy(requests.size())));
        DeliveryTable.store(
                handle,
                requests.stream()
                        .flatMap(claimed -> claimed.deliveries().stream())
                        .toList());
        return requests.stream().map(Claimed::request).toList();
    }

    private static List<Delivery> due(Handle handle, String query, AccountKey account, int most, Instant now) {
        return handle.createQuery(query)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("now", now)
                .bind("most", most)
                .map((row, _) -> DeliveryTable.read(row))
                .list();
    }

    private List<Delivery> longNotLookedAt(Handle handle, AccountKey account, int most, Instant now) {
        return handle.createQuery(LONG_NOT_LOOKED_AT)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("lookedAtSince", now.minus(config.lookEvery()))
                .bind("soon", now.plus(config.requestTimeout().multipliedBy(2)))
                .bind("most", most)
                .map((row, _) -> DeliveryTable.read(row))
                .list();
    }

    private record Claimed(Request request, List<Delivery> deliveries) {}

    /// One request per marketplace and [Marketplace#READ_AT_ONCE] SKUs. Should the reader die, its targets
    /// are due again.
    private List<Claimed> requests(AccountKey account, List<Delivery> due, int most, Instant now) {
        var requests = new ArrayList<Claimed>();
        Map<String, List<Delivery>> byMarketplace = due.stream()
                .collect(groupingBy(delivery -> delivery.want().marketplace(), LinkedHashMap::new, toList()));
        byMarketplace.forEach((marketplace, deliveries) -> {
            for (int i = 0; i < deliveries.size() && requests.size() < most; i += Marketplace.READ_AT_ONCE) {
                var part = deliveries.subList(i, Math.min(i + Marketplace.READ_AT_ONCE, deliveries.size()));
                var fences = new TreeMap<TargetKey, Long>();
                for (var delivery : part) {
                    fences.put(delivery.target(), delivery.fence());
                    delivery.lookAt(now.plus(config.requestTimeout().multipliedBy(2)));
                }
                requests.add(new Claimed(new Request(account, marketplace, fences, now), part));
            }
        });
        return requests;
    }

    /// @param settled those whose number turned out to be settled, or not
    /// @param turned SKUs of offers whose seller's part is to be taken back, see [Flip]
    private record Stored(List<Delivery> settled, List<String> turned) {}

    /// Stores what one request brought.
    ///
    /// @return SKUs of offers whose seller's part is to be taken back now, see [Flip]
    List<String> store(Request request, ReadResult result) {
        var stored = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> store(handle, request, result)));
        stored.settled().forEach(metrics::settled);
        return stored.turned();
    }

    private Stored store(Handle handle, Request request, ReadResult result) {
        var now = time.instant();
        var deliveries = DeliveryTable.lock(handle, request.fences().keySet());
        var settled = new ArrayList<Delivery>();
        var noticed = new ArrayList<Noticed>();
        var others = new OthersNumbers(handle, request.account(), now);
        var turned = new ArrayList<String>();
        for (var delivery : deliveries) {
            var sentBefore = delivery.sent();
            var lookedBefore = delivery.seen().at();
            int correctedBefore = delivery.corrections();
            switch (result) {
                case ReadResult.Read read -> {
                    var reading = read.readings().get(delivery.target().sellerSku());
                    delivery.readBack(
                            request.fences().getOrDefault(delivery.target(), -1L),
                            reading == null ? new Reading.Unreadable("Amazon's answer left it out") : reading,
                            now,
                            config);
                    noticed.addAll(others(delivery, lookedBefore, now));
                    others.answer(delivery);
                }
                case ReadResult.Failed _ -> delivery.readFailed(now);
                case ReadResult.Throttled _, ReadResult.AccountRefused _ -> delivery.lookAt(now);
            }
            if (result instanceof ReadResult.Read && delivery.flip().wantsUndo()) {
                delivery.undoes();
                turned.add(delivery.target().sellerSku());
            }
            if (!delivery.sent().equals(sentBefore)) {
                settled.add(delivery);
            }
            if (delivery.corrections() > correctedBefore) {
                metrics.corrected();
            }
        }
        DeliveryTable.store(handle, deliveries);
        lookAgain(handle, request, now);
        SentNumbers.settled(handle, settled);
        ChangeRows.keep(handle, request.account(), noticed);
        if (result instanceof ReadResult.Throttled) {
            Pace.throttled(handle, request.account(), Pace.Operation.READ, now);
        } else if (result instanceof ReadResult.Read) {
            Pace.answered(handle, List.of(request.account()), Pace.Operation.READ);
        }
        return new Stored(settled, turned);
    }

    /// What was noticed since the reading began, the reading need not show.
    private void lookAgain(Handle handle, Request request, Instant now) {
        TargetKey.columns(request.fences().keySet())
                .bindTo(handle.createUpdate(NOTICED_MEANWHILE))
                .bind("begun", request.begunAt())
                .bind("now", now)
                .bind("old", longAgo(now))
                .execute();
    }

    /// Before then a channel must have been read that is not known for any number.
    private Instant longAgo(Instant now) {
        return now.minus(config.channelValidFor()).minus(config.channelValidToRaise());
    }

    private static List<Noticed> others(Delivery delivery, Optional<Instant> lookedBefore, Instant now) {
        return delivery.changes().stream()
                .filter(change -> !change.writer().isOurs())
                .map(change -> new Noticed(
                        delivery.target().sellerSku(),
                        lookedBefore,
                        now,
                        delivery.seen().look().submitted(),
                        change))
                .toList();
    }

    /// What the account wants done about numbers that others have written. It is asked only if there are such.
    private final class OthersNumbers {
        private final Handle handle;
        private final AccountKey account;
        private final Instant now;
        private final CorrectionAllowance allowance;
        private Optional<ForeignChanges> wins = Optional.empty();

        OthersNumbers(Handle handle, AccountKey account, Instant now) {
            this.handle = handle;
            this.account = account;
            this.now = now;
            this.allowance = new CorrectionAllowance(handle, account, config.correctionsPerHour(), now);
        }

        void answer(Delivery delivery) {
            if (delivery.drift().isThere() || delivery.isOverwritten()) {
                if (wins.isEmpty()) {
                    wins = Optional.of(AmazonAccounts.foreignChanges(handle, account));
                }
                delivery.answerDrift(wins.get(), allowance::take, now);
            }
        }
    }
}
