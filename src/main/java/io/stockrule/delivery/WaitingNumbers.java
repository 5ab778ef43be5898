package io.stockrule.delivery;

import io.stockrule.database.Columns;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.Urgency;
import io.stockrule.listing.AccountKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The numbers of one account that wait to be sent: the most urgent first ([Urgency]), and of the same
/// urgency the one that falls by most, as it sells best; then the one that has waited longest. Of those that
/// leave alone, a share of the places is kept for whatever has waited longest, so that nothing waits for
/// ever while more urgent numbers keep coming.
record WaitingNumbers(Handle handle, AccountKey account, DeliveryConfig config, Instant now) {
    /// A way to look at the queue.
    ///
    /// @param by what it is ordered by
    /// @param first how many of it are looked at, and read anew: no more than leave while a look is fresh
    private record Order(String by, int first) {}

    private static final Order OLDEST = new Order("d.due_at", 50);
    private static final Order MOST_URGENT = new Order("d.urgency, d.moved_units, d.due_at", 500);

    /// Such numbers of an account as could leave at once but for the order.
    private static final String WAITING = """
            d.merchant_id = :merchant and d.amazon_account_id = :account
              and d.waiting and d.channel = 'seller' and d.flight_number is null and d.due_at <= :now
            """;

    /// How old the look at a number's channel may be when it leaves alone: less for one that lists more, or is the
    /// first.
    private static final String ALONE_VALID_SINCE = """
            case when d.urgency <= :falls and d.sent_state is not null then :validSince::timestamptz
                else :validToRaiseSince::timestamptz end""";

    private static final String TOGETHER_VALID_SINCE = ":validSince";

    /// The account's switch is tested again here, under the same snapshot as the numbers, and the account is held:
    /// of one that is deleted nothing leaves any more. What a shop wanted that is being deleted does not leave any
    /// more, either; the wish itself is withdrawn soon. That is looked up number by number, and only while the
    /// merchant has such a shop.
    ///
    /// When the same seller was connected before, what left then may still be on its way: the first number waits
    /// until it has come to its end.
    private static final String MAY_LEAVE =
            """
            select <columns> from (
                select * from delivery d
                where <waiting> and d.sent_state is distinct from 'lost' and <which>
                  and (not exists (select from shop_deletion where merchant_id = :merchant)
                      or (select l.listing_id from listing l join shop_deletion using (merchant_id, shop_id)
                          where (l.merchant_id, l.amazon_account_id, l.seller_sku)
                              = (d.merchant_id, d.amazon_account_id, d.seller_sku)
                          limit 1) is null)
                order by <order>
                limit :first <skipping>) first
            join delivery d using (merchant_id, amazon_account_id, seller_sku)
            join amazon_account a using (merchant_id, amazon_account_id)
            where <waiting>
              and d.sent_state is distinct from 'lost' and d.channel_read_at > <validSince>
              and a.update_quantity
              and not exists (
                  select from former_account f
                  where (f.merchant_id, f.region, f.seller_id) = (a.merchant_id, a.region, a.seller_id)
                    and f.gone_at > :landedSince)
            order by <order>
            limit :most
            for update of d skip locked
            for key share of a
            """.replace("<columns>", DeliveryTable.COLUMNS).replace("<waiting>", WAITING);

    /// Only the first of the queue are looked at, whether their channels are known freshly or not: those that
    /// are not are read soon. One that cannot be read now gives its place to others until it is looked at again.
    private static final String MAY_LEAVE_ALONE =
            MAY_LEAVE.replace("<which>", """
                    not (d.seller_sku = any(:chosen))
                      and (d.channel_read_at > <validSince> or d.read_due_at is null or d.read_due_at <= :now
                          or d.read_attempts = 0)
                    """).replace("<skipping>", "").replace("<validSince>", ALONE_VALID_SINCE);

    /// The first of the queue leave alone meanwhile.
    private static final String MAY_LEAVE_TOGETHER = MAY_LEAVE
            .replace("<which>", "d.marketplace = :marketplace and d.channel_read_at > <validSince>")
            .replace("<skipping>", "offset :skipped")
            .replace("<validSince>", TOGETHER_VALID_SINCE)
            .replace("<order>", MOST_URGENT.by());

    /// What waits longer than its channel is known for has to be read again before it leaves, unless that is
    /// being done, or is tried again later because it failed. Nobody is waited for, so no order of locks is kept.
    private static final String READ_OLD_CHANNELS = """
            with old as (
                select d.merchant_id, d.amazon_account_id, d.seller_sku from delivery d
                where <waiting>
                  and d.channel_read_at <= <validSince>
                  and (d.read_due_at is null or (d.read_due_at > :soon and d.read_attempts = 0))
                order by <order>
                limit greatest(0, :most - (
                    select count(*) from (
                        select from delivery r
                        where r.merchant_id = :merchant and r.amazon_account_id = :account
                          and r.waiting and r.read_due_at <= :now
                        limit :most) due))
                for update skip locked)
            update delivery d set read_due_at = :now, read_attempts = 0
            from old
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                = (old.merchant_id, old.amazon_account_id, old.seller_sku)
            """.replace("<waiting>", WAITING);

    /// Those that leave now, each alone, locked. Of those that may not, because their channels are known too long, the
    /// ones whose turn is next are to be read soon: whatever has waited longest, and where too few leave, the most
    /// urgent.
    ///
    /// @param most how many may
    /// @param oldest how many of these are to be the ones that have waited longest
    List<Delivery> next(int most, int oldest) {
        var next = new ArrayList<Delivery>();
        if (oldest > 0) {
            next.addAll(select(OLDEST, oldest, next));
            readOldChannels(OLDEST);
        }
        if (next.size() < most) {
            next.addAll(select(MOST_URGENT, most - next.size(), next));
        }
        if (next.size() < most) {
            readOldChannels(MOST_URGENT);
        }
        return next;
    }

    /// Those that leave now together, locked.
    ///
    /// @param skipped so many of the most urgent are left for [#next]
    List<Delivery> together(String marketplace, int most, int skipped) {
        return bind(handle.createQuery(MAY_LEAVE_TOGETHER))
                .bind("marketplace", marketplace)
                .bind("skipped", skipped)
                .bind("landedSince", now.minus(config.lease()))
                .bind("first", most)
                .bind("most", most)
                .map((row, _) -> DeliveryTable.read(row))
                .list()
                .stream()
                .filter(delivery -> delivery.mayDepartInFeed(now, config))
                .toList();
    }

    /// Has the most urgent looked at that could leave together if only their channels were known.
    ///
    /// @param most how many are to be looked at in all, whoever wanted it
    void readOldChannels(int most) {
        var old =
                READ_OLD_CHANNELS.replace("<validSince>", TOGETHER_VALID_SINCE).replace("<order>", MOST_URGENT.by());
        bind(handle.createUpdate(old)).bind("soon", soon()).bind("most", most).execute();
    }

    private List<Delivery> select(Order order, int most, List<Delivery> chosen) {
        var query = handle.createQuery(MAY_LEAVE_ALONE.replace("<order>", order.by()));
        Columns.of(chosen)
                .texts("chosen", delivery -> delivery.target().sellerSku())
                .bindTo(query);
        return bindAlone(query)
                .bind("landedSince", now.minus(config.lease()))
                .bind("first", order.first())
                .bind("most", most)
                .map((row, _) -> DeliveryTable.read(row))
                .list()
                .stream()
                .filter(delivery -> delivery.mayDepart(now, config))
                .toList();
    }

    private void readOldChannels(Order order) {
        var old = READ_OLD_CHANNELS.replace("<validSince>", ALONE_VALID_SINCE).replace("<order>", order.by());
        bindAlone(handle.createUpdate(old))
                .bind("soon", soon())
                .bind("most", order.first())
                .execute();
    }

    /// A look that is due before is under way.
    private Instant soon() {
        return now.plus(config.requestTimeout().multipliedBy(2));
    }

    private <S extends SqlStatement<S>> S bindAlone(S statement) {
        return bind(statement)
                .bind("falls", Urgency.FALLS.rank())
                .bind("validToRaiseSince", now.minus(config.channelValidToRaise()));
    }

    private <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("now", now)
                .bind("validSince", now.minus(config.channelValidFor()));
    }
}
