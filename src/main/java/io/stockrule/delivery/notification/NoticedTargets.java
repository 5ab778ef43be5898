package io.stockrule.delivery.notification;

import io.stockrule.database.Columns;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.notification.ReceivedNotification.OfListing;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// Has targets looked at soon that notifications are about: of every account of that seller, whichever merchant's.
///
/// A look that is due already, or that a number waits for, stays where it is; one that notifications cause takes its
/// place among those that nothing waits for.
@ApplicationScoped
class NoticedTargets {
    private static final int AT_ONCE = 1_000;

    private static final String OF_SELLERS = """
            select n.seller, n.sku, d.merchant_id, d.amazon_account_id, d.seller_sku
            from (select distinct * from unnest(:sellers, :skus) n(seller, sku)) n
            join amazon_account a on a.seller_id = n.seller
            cross join lateral (
                select * from delivery d
                where (d.merchant_id, d.amazon_account_id, d.seller_sku) = (a.merchant_id, a.amazon_account_id, n.sku)
                offset 0) d
            """;

    private static final String LOCK = """
            select d.* from (select * from unnest(:merchants, :accounts, :skus) order by 1, 2, 3)
                k(merchant_id, amazon_account_id, seller_sku)
            cross join lateral (
                select * from delivery d
                where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                for update) d
            """;

    /// What is read at this moment was perhaps read before: [io.stockrule.delivery.Readings] looks again then.
    /// A channel that is in doubt is one that was not read lately.
    private static final String NOTE = """
            update delivery d set
                noticed_at = n.noticed, noticed_event_at = n.event, notice_look_at = n.look, doubted_at = n.doubted,
                channel_read_at = case when n.doubted = n.noticed then least(d.channel_read_at, :old)
                    else d.channel_read_at end,
                read_due_at = least(d.read_due_at, n.look),
                read_attempts = case when d.read_due_at <= n.look then d.read_attempts else 0 end
            from unnest(:merchants, :accounts, :skus, :noticed, :events, :looks, :doubts)
                n(merchant_id, amazon_account_id, seller_sku, noticed, event, look, doubted)
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                = (n.merchant_id, n.amazon_account_id, n.seller_sku)
            """;

    /// A look that was due has been called off, as a number was on its way.
    private static final String NOT_LOOKED_AT = """
            update delivery d set read_due_at = greatest(:now, d.notice_look_at), read_attempts = 0
            from (
                select merchant_id, amazon_account_id, seller_sku from delivery
                where noticed_at > channel_read_at and read_due_at is null and flight_number is null
                order by 1, 2, 3 limit :most
                for update skip locked) n
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                = (n.merchant_id, n.amazon_account_id, n.seller_sku)
            """;

    private final InstantSource time;
    private final NotificationConfig config;
    private final DeliveryConfig delivery;

    NoticedTargets(InstantSource time, NotificationConfig config, DeliveryConfig delivery) {
        this.time = time;
        this.config = config;
        this.delivery = delivery;
    }

    /// @param looks how many targets are looked at for them
    /// @param strangers those whose seller nobody here has connected
    record Noticed(int looks, List<OfListing> strangers) {}

    private record Offer(String seller, String sku) {
        static Offer of(OfListing notification) {
            return new Offer(notification.seller(), notification.sku());
        }
    }

    /// A target as it is, under its lock.
    private record Locked(Hint hint, OptionalInt shown, boolean settled) {}

    Noticed notice(Handle handle, Collection<OfListing> notifications) {
        if (notifications.isEmpty()) {
            return new Noticed(0, List.of());
        }
        var targets = targets(handle, notifications);
        var locked = lock(handle, targets.values());
        var changed = new HashMap<TargetKey, Hint>();
        for (var notification : notifications) {
            for (var target : targets.getOrDefault(Offer.of(notification), Set.of())) {
                var known = locked.get(target);
                if (known != null) {
                    next(known, changed.getOrDefault(target, known.hint()), notification)
                            .ifPresent(hint -> changed.put(target, hint));
                }
            }
        }
        note(handle, changed.values());
        return new Noticed(changed.size(), strangers(handle, notifications));
    }

    private Optional<Hint> next(Locked locked, Hint hint, OfListing notification) {
        var now = time.instant();
        var at = notification.at().isAfter(now) ? now : notification.at();
        boolean news = !hint.isOvertaken(at)
                && (notification.doubtsChannel()
                        || !Hint.isEcho(notification.quantity(), locked.shown(), locked.settled()));
        return news
                ? Optional.of(hint.and(at, notification.doubtsChannel(), now, config.betweenLooks()))
                : Optional.empty();
    }

    private static Map<Offer, Set<TargetKey>> targets(Handle handle, Collection<OfListing> notifications) {
        var found = new HashMap<Offer, Set<TargetKey>>();
        offers(notifications)
                .bindTo(handle.createQuery(OF_SELLERS))
                .map((RowView row) -> Map.entry(
                        new Offer(row.getColumn("seller", String.class), row.getColumn("sku", String.class)), key(row)))
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), _ -> new TreeSet<>())
                        .add(entry.getValue()));
        return found;
    }

    private static Columns<OfListing> offers(Collection<OfListing> notifications) {
        return Columns.of(notifications).texts("sellers", OfListing::seller).texts("skus", OfListing::sku);
    }

    private static TargetKey key(RowView row) {
        return new TargetKey(
                new AccountKey(
                        row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class)),
                row.getColumn("seller_sku", String.class));
    }

    private static Map<TargetKey, Locked> lock(Handle handle, Collection<Set<TargetKey>> targets) {
        var keys = new TreeSet<TargetKey>();
        targets.forEach(keys::addAll);
        var locked = new HashMap<TargetKey, Locked>();
        TargetKey.columns(keys)
                .bindTo(handle.createQuery(LOCK))
                .map((RowView row) -> locked(row))
                .forEach(it -> locked.put(it.hint().target(), it));
        return locked;
    }

    private static Locked locked(RowView row) {
        var hint = new Hint(
                key(row),
                time(row, "noticed_event_at"),
                time(row, "noticed_at"),
                time(row, "notice_look_at"),
                time(row, "doubted_at"));
        boolean settled = "effective".equals(row.getColumn("sent_state", String.class))
                && row.getColumn("flight_number", Long.class) == null;
        return new Locked(hint, row.getColumn("shown_quantity", OptionalInt.class), settled);
    }

    private static Optional<Instant> time(RowView row, String column) {
        return Optional.ofNullable(row.getColumn(column, Instant.class));
    }

    private void note(Handle handle, Collection<Hint> hints) {
        if (hints.isEmpty()) {
            return;
        }
        TargetKey.columns(hints, Hint::target)
                .times("noticed", hint -> hint.noticed().orElse(null))
                .times("events", hint -> hint.event().orElse(null))
                .times("looks", hint -> hint.look().orElse(null))
                .times("doubts", hint -> hint.doubted().orElse(null))
                .bindTo(handle.createUpdate(NOTE))
                .bind("old", longAgo(time.instant()))
                .execute();
    }

    /// Before then a channel must have been read that is not known for any number.
    private Instant longAgo(Instant now) {
        return now.minus(delivery.channelValidFor()).minus(delivery.channelValidToRaise());
    }

    private static List<OfListing> strangers(Handle handle, Collection<OfListing> notifications) {
        var known = new HashSet<>(offers(notifications)
                .bindTo(handle.createQuery("""
                        select distinct n.seller from unnest(:sellers, :skus) n(seller, sku)
                        join amazon_account a on a.seller_id = n.seller
                        """))
                .mapTo(String.class)
                .list());
        return notifications.stream().filter(it -> !known.contains(it.seller())).toList();
    }

    /// Those that have not been looked at since, though no look is due.
    ///
    /// @return how many they are
    int remind(Handle handle) {
        return handle.createUpdate(NOT_LOOKED_AT)
                .bind("now", time.instant())
                .bind("most", AT_ONCE)
                .execute();
    }
}
