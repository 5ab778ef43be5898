package io.stockrule.delivery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.Sent;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Queues again what failed, once: what was queued here since the time that is named is left to its own retries, so
/// that whoever repeats a recovery repeats no sending.
@ApplicationScoped
public class Recoveries {
    /// Rows looked at in one transaction.
    static final int AT_ONCE = 1_000;

    private static final Logger LOG = Logger.getLogger(Recoveries.class);

    private final Jdbi database;
    private final InstantSource time;
    private final Sender sender;

    Recoveries(Jdbi database, InstantSource time, Sender sender) {
        this.database = database;
        this.time = time;
        this.sender = sender;
    }

    /// How the last number failed.
    public enum Kind {
        /// Amazon refused it.
        REFUSED,
        /// Amazon did not take it, or denied it, for a reason that may pass.
        PUT_OFF,
        /// Amazon accepted it but never showed it.
        UNCONFIRMED;

        private static Kind of(Sent sent) {
            return valueOf(sent.state().name());
        }
    }

    /// Where a part ends, and the next one begins.
    public record Place(long account, String sellerSku) {}

    /// How many of an account's numbers that failed in one way are queued again.
    public record Count(long account, Kind kind, long numbers) {}

    /// @param next where to go on; empty at the end
    public record Part(List<Count> queued, Optional<Place> next) {}

    private record Candidate(TargetKey target, boolean failed) {}

    /// The numbers of the next targets.
    ///
    /// @param account of it alone
    /// @param since numbers that left since then
    /// @param after where the part before ended
    @Transactional
    public Part recover(long merchantId, OptionalLong account, Instant since, Place after) {
        var now = time.instant();
        var part = database.withHandle(handle -> recover(handle, merchantId, account, since, after, now));
        if (!part.queued().isEmpty()) {
            LOG.infof("merchant %d has what failed since %s queued again: %s", merchantId, since, part.queued());
            sender.wake();
        }
        return part;
    }

    private static Part recover(
            Handle handle, long merchantId, OptionalLong account, Instant since, Place after, Instant now) {
        var candidates = candidates(handle, merchantId, account, since, after);
        var failed = candidates.stream()
                .filter(Candidate::failed)
                .map(Candidate::target)
                .toList();
        var still = DeliveryTable.lock(handle, failed).stream()
                .filter(delivery -> delivery.hasFailedSince(since))
                .toList();
        var first = firstTime(handle, still, since, now);
        var queued = still.stream()
                .filter(delivery -> first.contains(delivery.target()))
                .toList();
        queued.forEach(delivery -> delivery.sendAgain(now));
        DeliveryTable.store(handle, queued);
        return new Part(counts(queued), next(candidates));
    }

    /// Looked at in the order of the primary key, failed or not: a part takes as long with few failures as with many.
    private static List<Candidate> candidates(
            Handle handle, long merchantId, OptionalLong account, Instant since, Place after) {
        return handle.createQuery("""
                        select amazon_account_id, seller_sku,
                            sent_state in ('refused', 'unconfirmed') and sent_at >= :since and wish = 'number'
                                and not asked and held_by is null and flight_number is null
                                and (recovered_at is null or recovered_at < :since) failed
                        from delivery
                        where merchant_id = :merchant and (amazon_account_id, seller_sku) > (:after, :afterSku)
                            and (:account::bigint is null or amazon_account_id = :account::bigint)
                        order by amazon_account_id, seller_sku limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("since", since)
                .bind("account", account.isPresent() ? account.getAsLong() : null)
                .bind("after", after.account())
                .bind("afterSku", after.sellerSku())
                .bind("limit", AT_ONCE)
                .map((row, _) -> new Candidate(
                        new TargetKey(
                                new AccountKey(merchantId, row.getLong("amazon_account_id")),
                                row.getString("seller_sku")),
                        row.getBoolean("failed")))
                .list();
    }

    /// Notes which are queued now. Their rows are locked: of two recoveries at once, one does it.
    ///
    /// @return those that were not queued since then already
    private static Set<TargetKey> firstTime(Handle handle, List<Delivery> failed, Instant since, Instant now) {
        var targets = failed.stream().map(delivery -> delivery.target()).toList();
        return TargetKey.columns(targets)
                .bindTo(handle.createQuery("""
                        update delivery d set recovered_at = :now
                        from unnest(:merchants, :accounts, :skus) k(merchant_id, amazon_account_id, seller_sku)
                        where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                                = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                            and (d.recovered_at is null or d.recovered_at < :since)
                        returning d.merchant_id, d.amazon_account_id, d.seller_sku
                        """))
                .bind("now", now)
                .bind("since", since)
                .map((row, _) -> new TargetKey(
                        new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id")),
                        row.getString("seller_sku")))
                .set();
    }

    private static List<Count> counts(List<Delivery> queued) {
        var counts = new ArrayList<Count>();
        new TreeMap<>(queued.stream()
                        .collect(groupingBy(it -> it.target().account().amazonAccountId())))
                .forEach((account, ofAccount) -> new TreeMap<>(ofAccount.stream()
                                .collect(groupingBy(it -> Kind.of(it.sent().orElseThrow()), counting())))
                        .forEach((kind, numbers) -> counts.add(new Count(account, kind, numbers))));
        return counts;
    }

    private static Optional<Place> next(List<Candidate> looked) {
        return looked.size() < AT_ONCE
                ? Optional.empty()
                : Optional.of(looked.getLast().target())
                        .map(last -> new Place(last.account().amazonAccountId(), last.sellerSku()));
    }
}
