package io.stockrule.delivery;

import io.stockrule.delivery.Wave.Direction;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.listing.AccountKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Keeps the numbers of one account from leaving that move together with too many others, at the moment when they would
/// leave. Used by whoever has the account's turn, so by one at a time.
final class WaveGuard {
    private static final Logger LOG = Logger.getLogger(WaveGuard.class);

    /// Numbers that are held in one transaction.
    private static final int AT_ONCE = 1_000;

    /// A cause of fewer of the wave's numbers is none of the wave.
    private static final int LEAST_PERCENT_OF_A_CAUSE = 5;

    private static final String MOVED = """
            d.merchant_id = :merchant and d.amazon_account_id = :account
                and d.moved_at > :begun and d.held_by is null
                and not exists (
                    select from wave w
                    where w.merchant_id = d.merchant_id and w.amazon_account_id = d.amazon_account_id
                        and w.state = 'APPROVED' and w.ended_at > :begun and d.moved_cause = any(w.causes))
            """;

    /// What has moved, whether it has left meanwhile or not.
    private static final String COUNT = """
            select count(*) filter (where moved_units < 0) falls,
                count(*) filter (where moved_units < 0 and wish_quantity = 0) zeroed,
                coalesce(sum(-moved_units) filter (where moved_units < 0), 0) lowered,
                count(*) filter (where moved_units > 0) rises,
                coalesce(sum(moved_units) filter (where moved_units > 0), 0) raised
            from delivery d where
            """ + MOVED;

    private static final String CAUSES = """
            select moved_cause from (
                select moved_cause, count(*) numbers, sum(count(*)) over () of_all
                from delivery d where <moved> and moved_units <compared> 0
                group by moved_cause) causes
            where numbers * 100 >= :percent * of_all
            order by numbers desc
            """.replace("<moved>", MOVED);

    private final Handle handle;
    private final AccountKey account;
    private final WaveConfig config;
    private final Counted counted;
    private final Instant begun;
    private final Instant now;

    /// @param pausedSince when the account last sent something: whatever has come together in a pause (it was switched
    /// off, or Amazon was away) is looked at together, however long that was
    WaveGuard(Handle handle, AccountKey account, WaveConfig config, Counted counted, Instant pausedSince, Instant now) {
        this.handle = handle;
        this.account = account;
        this.config = config;
        this.counted = counted;
        var within = now.minus(config.within());
        this.begun = pausedSince.isBefore(within) ? pausedSince : within;
        this.now = now;
    }

    /// @param raised units
    private record Count(int falls, int zeroed, long lowered, int rises, long raised) {
        private int size() {
            return falls + rises;
        }
    }

    /// What the account lists, and when that was counted.
    private record Listed(int targets, long units, Instant at) {}

    /// From how many percent on; never when 0.
    private record Limits(int zeroed, int lowered, int raised) {
        boolean areOff() {
            return zeroed == 0 && lowered == 0 && raised == 0;
        }

        boolean fall(Count count, Listed listed) {
            return exceeds(count.zeroed(), listed.targets(), zeroed)
                    || exceeds(count.lowered(), listed.units(), lowered);
        }

        boolean rise(Count count, Listed listed) {
            return exceeds(count.raised(), listed.units(), raised);
        }

        private static boolean exceeds(long part, long whole, int percent) {
            return percent > 0 && part * 100 > whole * percent;
        }
    }

    /// What a replica has counted of its accounts lately: their turns come faster than a large one can be counted.
    static final class Counted {
        /// By so much what an account lists may have changed before it is counted anew; a wave is never begun on it.
        private static final Duration LISTED_FOR = Duration.ofMinutes(1);

        /// As many more are counted often.
        private static final int FEW = 1_000;

        private static final Duration PAUSE_FOR_EACH = Duration.ofNanos(10_000);

        private final Map<AccountKey, Listed> listed = new ConcurrentHashMap<>();
        private final Map<AccountKey, Instant> notBefore = new ConcurrentHashMap<>();

        private boolean isSoon(AccountKey account, Instant now) {
            return now.isBefore(notBefore.getOrDefault(account, Instant.MIN));
        }

        private void counted(AccountKey account, int moved, Instant now) {
            if (moved > FEW) {
                notBefore.put(account, now.plus(PAUSE_FOR_EACH.multipliedBy(moved)));
            } else {
                notBefore.remove(account);
            }
        }

        private Optional<Listed> lately(AccountKey account, Instant now) {
            return Optional.ofNullable(listed.get(account))
                    .filter(known -> now.isBefore(known.at().plus(LISTED_FOR)));
        }

        private void keep(AccountKey account, Listed fresh) {
            listed.values().removeIf(known -> fresh.at().isAfter(known.at().plus(LISTED_FOR)));
            listed.put(account, fresh);
        }
    }

    /// Looks for a new wave, and holds what waits of those that are held, or were rejected a short while ago.
    ///
    /// @return these waves; empty when so much is to be held that nothing else can be done in this turn
    Optional<List<Wave>> hold() {
        var held = new ArrayList<>(growingWaves());
        if (!counted.isSoon(account, now)) {
            held.addAll(newWaves());
        }
        return held.stream().anyMatch(wave -> hold(wave) == AT_ONCE) ? Optional.empty() : Optional.of(held);
    }

    private List<Wave> newWaves() {
        var limits = limits();
        if (limits.areOff()) {
            return List.of();
        }
        var count = count();
        counted.counted(account, count.size(), now);
        if (count.falls() < config.least() && count.rises() < config.least()) {
            return List.of();
        }
        var known = counted.lately(account, now);
        if (known.isPresent() && !limits.fall(count, known.get()) && !limits.rise(count, known.get())) {
            return List.of();
        }
        var listed = listed();
        counted.keep(account, listed);
        var waves = new ArrayList<Wave>();
        if (count.falls() >= config.least() && limits.fall(count, listed)) {
            waves.add(begin(Direction.FALLS, count.falls(), count.zeroed(), count.lowered(), listed));
        }
        if (count.rises() >= config.least() && limits.rise(count, listed)) {
            waves.add(begin(Direction.RISES, count.rises(), 0, count.raised(), listed));
        }
        return waves;
    }

    /// Nobody ends them before this transaction has ended.
    private List<Wave> growingWaves() {
        return handle.createQuery("""
                        select * from wave
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and not settled and state in ('HELD', 'REJECTED')
                        order by wave_id
                        for share
                        """)
                .bindMethods(account)
                .map((row, _) -> Wave.read(row))
                .list();
    }

    private Count count() {
        return handle.createQuery(COUNT)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("begun", begun)
                .map((row, _) -> new Count(row.getInt(1), row.getInt(2), row.getLong(3), row.getInt(4), row.getLong(5)))
                .one();
    }

    private Limits limits() {
        return handle.createQuery("""
                        select coalesce(hold_zeroed_percent, :zeroed), coalesce(hold_lowered_percent, :lowered),
                            coalesce(hold_raised_percent, :raised)
                        from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .bind("zeroed", config.zeroedPercent())
                .bind("lowered", config.loweredPercent())
                .bind("raised", config.raisedPercent())
                .map((row, _) -> new Limits(row.getInt(1), row.getInt(2), row.getInt(3)))
                .findOne()
                .orElseGet(() -> new Limits(0, 0, 0));
    }

    private Listed listed() {
        return handle.createQuery("""
                        select count(*), coalesce(sum(coalesce(shown_quantity, sent_quantity, 0)), 0)
                        from delivery
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and channel = 'seller'
                        """)
                .bindMethods(account)
                .map((row, _) -> new Listed(row.getInt(1), row.getLong(2), now))
                .one();
    }

    private Wave begin(Direction direction, int numbers, int zeroed, long units, Listed listed) {
        var wave = handle.createQuery(
                        """
                        insert into wave (merchant_id, wave_id, amazon_account_id, direction, state, begun_at, held_at,
                            causes, numbers, zeroed, units, targets, listed_units)
                        values (:merchantId, nextval('stockrule_id'), :amazonAccountId, :direction, 'HELD', :begun, :now,
                            array(<causes>), :numbers, :zeroed, :units, :targets, :listed)
                        returning *
                        """.replace("<causes>", CAUSES.replace("<compared>", direction == Direction.FALLS ? "<" : ">")))
                .bindMethods(account)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("direction", direction)
                .bind("begun", begun)
                .bind("now", now)
                .bind("percent", LEAST_PERCENT_OF_A_CAUSE)
                .bind("numbers", numbers)
                .bind("zeroed", zeroed)
                .bind("units", units)
                .bind("targets", listed.targets())
                .bind("listed", listed.units())
                .map((row, _) -> Wave.read(row))
                .one();
        LOG.warnf(
                "%s: wave %d is held: %d numbers of %d %s by %d of %d units since %s, %d of them to 0; causes: %s",
                account,
                wave.id(),
                numbers,
                listed.targets(),
                direction == Direction.FALLS ? "fall" : "rise",
                units,
                listed.units(),
                begun,
                zeroed,
                String.join(", ", wave.causes()));
        return wave;
    }

    /// Those that somebody else has locked are looked at once more when they are about to leave.
    ///
    /// @return how many
    private int hold(Wave wave) {
        var query = handle.createQuery(
                """
                select <columns> from delivery d
                where d.merchant_id = :merchantId and d.amazon_account_id = :amazonAccountId
                    and d.waiting and d.held_by is null and <covering>
                order by d.seller_sku limit :most
                for update skip locked
                """.replace("<columns>", DeliveryTable.COLUMNS).replace("<covering>", wave.covering()));
        var covered = wave.bindTo(query.bindMethods(account))
                .bind("most", AT_ONCE)
                .map((row, _) -> DeliveryTable.read(row))
                .list();
        covered.forEach(delivery -> delivery.hold(wave.id(), now));
        DeliveryTable.store(handle, covered);
        return covered.size();
    }

    /// The numbers that are part of none of these waves. The others are held.
    static List<Delivery> free(Handle handle, List<Delivery> leaving, List<Wave> held, Instant now) {
        if (held.isEmpty()) {
            return leaving;
        }
        var covered = new ArrayList<Delivery>();
        for (var wave : held) {
            leaving.stream()
                    .filter(delivery -> delivery.held().isEmpty() && wave.covers(delivery))
                    .forEach(delivery -> {
                        delivery.hold(wave.id(), now);
                        covered.add(delivery);
                    });
        }
        DeliveryTable.store(handle, covered);
        return leaving.stream().filter(delivery -> delivery.held().isEmpty()).toList();
    }
}
