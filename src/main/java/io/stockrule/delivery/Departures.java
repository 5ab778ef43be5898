package io.stockrule.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.AccountDeleted;
import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Decides which waiting numbers leave now: as many as the account's pace allows, each with a lease and a fence of its
/// own, committed before the first byte goes out.
@ApplicationScoped
class Departures {
    /// The account's switch is tested again here, under the same snapshot as the numbers, and the account is held:
    /// of one that is deleted nothing leaves any more. What a shop wanted that is being deleted does not leave any
    /// more, either; the wish itself is withdrawn soon. That is looked up number by number, and only while the
    /// merchant has such a shop.
    ///
    /// When the same seller was connected before, what left then may still be on its way: the first number waits
    /// until it has come to its end.
    private static final String WAITING = """
            select d.* from delivery d
            join amazon_account a on a.merchant_id = d.merchant_id and a.amazon_account_id = d.amazon_account_id
            where d.merchant_id = :merchant and d.amazon_account_id = :account
              and d.waiting and d.channel = 'seller' and d.flight_number is null and d.due_at <= :now
              and d.sent_state is distinct from 'lost' and d.channel_read_at > :validSince
              and a.update_quantity
              and not exists (
                  select from former_account f
                  where (f.merchant_id, f.region, f.seller_id) = (a.merchant_id, a.region, a.seller_id)
                    and f.gone_at > :landedSince)
              and (not exists (select from shop_deletion where merchant_id = :merchant)
                  or (select l.listing_id from listing l join shop_deletion using (merchant_id, shop_id)
                      where (l.merchant_id, l.amazon_account_id, l.seller_sku)
                          = (d.merchant_id, d.amazon_account_id, d.seller_sku)
                      limit 1) is null)
            order by d.due_at
            limit :most
            for update of d skip locked
            for key share of a
            """;

    private static final int OLD_CHANNELS_AT_ONCE = 500;

    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;

    Departures(Jdbi database, InstantSource time, DeliveryConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// A number with the right to leave.
    ///
    /// @param leaveBefore after this moment its request must not leave any more: it could outlive its lease, or
    ///     arrive together with those whose turn came later, and then they are more than Amazon allows
    record Departure(long fence, long number, Delivery delivery, QuantityUpdate update, Instant leaveBefore) {}

    /// Keeps the answer to a deletion until each number whose turn had come has left, or has missed its turn: none
    /// leaves after the answer.
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
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> Pace.ready(handle, Pace.Operation.SEND, now)));
    }

    /// Claims what one account may send now.
    List<Departure> claim(AccountKey account) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(handle -> claim(handle, account)));
    }

    private List<Departure> claim(Handle handle, AccountKey account) {
        var now = time.instant();
        var interval = Duration.ofNanos((long) (1e9 / config.sendsPerSecond()));
        var turn = Pace.turn(handle, account, Pace.Operation.SEND, interval, config.burst(), now);
        if (turn.permits() == 0) {
            return List.of();
        }
        var leaving = waiting(handle, account, turn.permits(), now);
        if (leaving.size() < turn.permits()) {
            readOldChannels(handle, account, now);
        }
        if (leaving.isEmpty()) {
            return List.of();
        }
        Pace.use(handle, account, Pace.Operation.SEND, turn.from().plus(interval.multipliedBy(leaving.size())));
        var departures = leaving.stream().map(delivery -> depart(delivery, now)).toList();
        DeliveryTable.store(handle, leaving);
        SentNumbers.departed(handle, leaving);
        return departures;
    }

    private List<Delivery> waiting(Handle handle, AccountKey account, int most, Instant now) {
        return handle
                .createQuery(WAITING)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("now", now)
                .bind("validSince", now.minus(config.channelValidFor()))
                .bind("landedSince", now.minus(config.lease()))
                .bind("most", most)
                .map((RowView row) -> DeliveryTable.read(row))
                .list()
                .stream()
                .filter(delivery -> delivery.mayDepart(now, config.channelValidFor()))
                .toList();
    }

    private Departure depart(Delivery delivery, Instant now) {
        var flight = delivery.depart(now, config.lease());
        var update = new QuantityUpdate(
                delivery.target.sellerSku(), delivery.want.marketplace(), flight.quantity(), flight.handlingDays());
        var turnEnds = now.plus(config.leaveWithin());
        var leaseEnds = flight.until().minus(config.requestTimeout());
        return new Departure(
                delivery.fence, flight.number(), delivery, update, turnEnds.isBefore(leaseEnds) ? turnEnds : leaseEnds);
    }

    /// What waits longer than its channel is known for has to be read again before it leaves. Locked in key order, and
    /// no more than can be read soon: the rest comes with the next claims.
    private void readOldChannels(Handle handle, AccountKey account, Instant now) {
        handle.createUpdate("""
                        with old as (
                            select merchant_id, amazon_account_id, seller_sku from delivery
                            where merchant_id = :merchant and amazon_account_id = :account
                              and waiting and channel = 'seller' and flight_number is null and due_at <= :now
                              and channel_read_at <= :validSince and (read_due_at is null or read_due_at > :now)
                            order by merchant_id, amazon_account_id, seller_sku
                            limit :most
                            for update skip locked)
                        update delivery d set read_due_at = :now, read_attempts = 0
                        from old
                        where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                            = (old.merchant_id, old.amazon_account_id, old.seller_sku)
                        """)
                .bind("merchant", account.merchantId())
                .bind("account", account.amazonAccountId())
                .bind("now", now)
                .bind("validSince", now.minus(config.channelValidFor()))
                .bind("most", OLD_CHANNELS_AT_ONCE)
                .execute();
    }
}
