package io.stockrule.delivery.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.database.Columns;
import io.stockrule.delivery.notification.ReceivedNotification.Known;
import io.stockrule.delivery.notification.ReceivedNotification.Odd;
import io.stockrule.delivery.notification.ReceivedNotification.OfAccount;
import io.stockrule.delivery.notification.ReceivedNotification.OfFeed;
import io.stockrule.delivery.notification.ReceivedNotification.OfListing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Stores what notifications say, each once however often it comes. When it returns, they may be deleted from the
/// queue.
@ApplicationScoped
class NotificationInbox {
    private static final Logger LOG = Logger.getLogger(NotificationInbox.class);

    private static final int FORGOTTEN_AT_ONCE = 10_000;

    /// In the order of their ids, as two replicas may have got the same.
    private static final String NEW = """
            insert into notification (notification_id, received_at)
            select distinct id, :now::timestamptz from unnest(:ids) id order by 1
            on conflict do nothing
            returning notification_id
            """;

    private static final String FEED = """
            update feed set look_at = :now
            where (merchant_id, amazon_account_id, feed_number) in (
                select f.merchant_id, f.amazon_account_id, f.feed_number from feed f
                join amazon_account a using (merchant_id, amazon_account_id)
                where a.seller_id = :seller and f.amazon_id = :feed and f.ended_at is null and f.look_at > :now
                for update of f skip locked)
            """;

    private static final String ODD = """
            insert into notification_oddity as o (kind, count, last_at, detail) values (:kind, 1, :now, :detail)
            on conflict (kind) do update set count = o.count + 1, last_at = :now, detail = excluded.detail
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final NotificationConfig config;
    private final NoticedTargets targets;
    private final SellerStandings standings;
    private final MeterRegistry meters;

    NotificationInbox(
            Jdbi database,
            InstantSource time,
            NotificationConfig config,
            NoticedTargets targets,
            SellerStandings standings,
            MeterRegistry meters) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.targets = targets;
        this.standings = standings;
        this.meters = meters;
    }

    /// Stores them all. Should one of them be what cannot be stored, it is told, and the others are stored.
    ///
    /// @return for each whether it is stored, and may be forgotten elsewhere
    List<Boolean> store(List<ReceivedNotification> received) {
        try {
            storeTogether(received);
            return Collections.nCopies(received.size(), true);
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            LOG.warnf("notifications cannot be stored together, so each is stored by itself: %s", e.getMessage());
            return received.stream().map(this::storeAlone).toList();
        }
    }

    private boolean storeAlone(ReceivedNotification received) {
        try {
            storeTogether(List.of(received));
            return true;
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            LOG.errorf(e, "a notification cannot be stored, and is left to come again");
            count(Odd.Kind.UNSTORABLE.name());
            return false;
        }
    }

    private void storeTogether(List<ReceivedNotification> received) {
        var odd = within(handle -> store(handle, received));
        odd.forEach(it -> {
            LOG.warnf("a notification of Amazon's is of no use (%s): %s", it.kind(), it.detail());
            count(it.kind().name());
        });
    }

    /// Feeds are locked before targets, and these before accounts, as everybody does.
    private List<Odd> store(Handle handle, List<ReceivedNotification> received) {
        var odd = new ArrayList<>(of(received, Odd.class, _ -> true));
        var known = new HashSet<>(fresh(handle, of(received, Known.class, _ -> true)));
        Predicate<Known> isFresh = it -> known.remove(it.id());
        for (var feed : of(received, OfFeed.class, isFresh)) {
            handle.createUpdate(FEED)
                    .bind("seller", feed.seller())
                    .bind("feed", feed.feed())
                    .bind("now", time.instant())
                    .execute();
        }
        var noticed = targets.notice(handle, of(received, OfListing.class, isFresh));
        noticed.strangers().stream().map(NotificationInbox::stranger).forEach(odd::add);
        for (var account : of(received, OfAccount.class, isFresh)) {
            if (!standings.note(handle, account)) {
                odd.add(stranger(account));
            }
        }
        odd.forEach(it -> note(handle, it));
        return odd;
    }

    private static Odd stranger(Known notification) {
        return new Odd(
                Odd.Kind.UNKNOWN_SELLER,
                "of the seller " + notification.seller().replaceAll("[^\\x20-\\x7e]", "?"));
    }

    private static <T> List<T> of(List<ReceivedNotification> received, Class<T> kind, Predicate<? super T> which) {
        return received.stream()
                .flatMap(it -> kind.isInstance(it) ? Stream.of(kind.cast(it)) : Stream.empty())
                .filter(which)
                .toList();
    }

    /// @return the ids of those that did not come before
    private List<String> fresh(Handle handle, List<Known> received) {
        var fresh = received.isEmpty()
                ? List.<String>of()
                : Columns.of(received)
                        .texts("ids", Known::id)
                        .bindTo(handle.createQuery(NEW))
                        .bind("now", time.instant())
                        .mapTo(String.class)
                        .list();
        count("fresh", fresh.size());
        count("again", received.size() - fresh.size());
        return fresh;
    }

    private void note(Handle handle, Odd odd) {
        handle.createUpdate(ODD)
                .bind("kind", odd.kind().name())
                .bind("now", time.instant())
                .bind("detail", odd.detail())
                .execute();
    }

    /// Has those looked at whose look was called off, and forgets which notifications came long ago.
    void tidy() {
        within(targets::remind);
        while (within(this::forget) == FORGOTTEN_AT_ONCE) {
            // until nothing is old
        }
    }

    private int forget(Handle handle) {
        return handle.createUpdate("""
                        delete from notification n using (
                            select ctid from notification where received_at < :before limit :most) old
                        where n.ctid = old.ctid
                        """)
                .bind("before", time.instant().minus(config.remembered()))
                .bind("most", FORGOTTEN_AT_ONCE)
                .execute();
    }

    private void count(String outcome) {
        count(outcome, 1);
    }

    private void count(String outcome, int howMany) {
        meters.counter("stockrule.amazon.notifications", "outcome", outcome.toLowerCase(Locale.ROOT))
                .increment(howMany);
    }

    private <T> T within(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(work::apply));
    }
}
