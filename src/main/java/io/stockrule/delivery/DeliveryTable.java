package io.stockrule.delivery;

import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Loads deliveries under their row locks and stores them again. Rows are locked in key order, everywhere.
final class DeliveryTable {
    private static final String LOCKED_BY_KEY = """
            select d.* from delivery d
            join unnest(:merchants, :accounts, :skus) wanted(merchant_id, amazon_account_id, seller_sku)
              using (merchant_id, amazon_account_id, seller_sku)
            order by merchant_id, amazon_account_id, seller_sku
            for update of d
            """;

    private DeliveryTable() {}

    static List<Delivery> lock(Handle handle, Collection<TargetKey> targets) {
        return select(handle, BY_KEY + "for update of d", targets);
    }

    static List<Delivery> read(Handle handle, Collection<TargetKey> targets) {
        return select(handle, BY_KEY, targets);
    }

    private static List<Delivery> select(Handle handle, String sql, Collection<TargetKey> targets) {
        return handle.createQuery(sql)
                .bindArray("merchants", Long.class, longs(targets, true))
                .bindArray("accounts", Long.class, longs(targets, false))
                .bindArray(
                        "skus",
                        String.class,
                        targets.stream().map(TargetKey::sellerSku).toList())
                .map((row, _) -> read(row))
                .list();
    }

    /// Creates the rows of targets that have none yet.
    static void insertMissing(Handle handle, Collection<TargetKey> targets, Instant now) {
        handle.createUpdate("""
                        insert into delivery (merchant_id, amazon_account_id, seller_sku,
                            marketplace, wish, wish_number, decided_at, due_at)
                        select merchant_id, amazon_account_id, seller_sku, '', 'nothing', 0, :now, :now
                        from unnest(:merchants, :accounts, :skus) k(merchant_id, amazon_account_id, seller_sku)
                        order by 1, 2, 3
                        on conflict do nothing
                        """)
                .bind("now", now)
                .bindArray("merchants", Long.class, longs(targets, true))
                .bindArray("accounts", Long.class, longs(targets, false))
                .bindArray(
                        "skus",
                        String.class,
                        targets.stream().map(TargetKey::sellerSku).toList())
                .execute();
    }

    static void store(Handle handle, Collection<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch("""
                update delivery set
                    marketplace = :marketplace, wish = :wish, wish_number = :wishNumber,
                    wish_quantity = :wishQuantity, wish_handling_days = :wishHandlingDays, wish_reason = :wishReason,
                    because = :because::jsonb, decided_at = :decidedAt, asked = :asked,
                    waiting = :waiting, due_at = :dueAt, attempts = :attempts,
                    fence = :fence, flight_number = :flightNumber, flight_quantity = :flightQuantity,
                    flight_handling_days = :flightHandlingDays, flight_asked = :flightAsked,
                    flight_started_at = :flightStartedAt, flight_until = :flightUntil,
                    sent_state = :sentState, sent_number = :sentNumber, sent_quantity = :sentQuantity,
                    sent_handling_days = :sentHandlingDays, sent_at = :sentAt, accepted_at = :acceptedAt,
                    effective_at = :effectiveAt, problem = :problem, shown_before = :shownBefore,
                    sent_before = :sentBefore, unconfirmed = :unconfirmed, doubt = :doubt,
                    channel = :channel, channel_detail = :channelDetail, channel_read_at = :channelReadAt,
                    shown_quantity = :shown, read_due_at = :readDueAt, read_attempts = :readAttempts
                where merchant_id = :merchant and amazon_account_id = :account and seller_sku = :sku
                """)) {
            deliveries.forEach(delivery -> bind(batch, delivery).add());
            batch.execute();
        }
    }

    private static PreparedBatch bind(PreparedBatch batch, Delivery d) {
        var number = d.wish instanceof Wish.Number wished ? Optional.of(wished) : Optional.<Wish.Number>empty();
        var flight = d.flight;
        var sent = d.sent;
        return batch.bind("merchant", d.target.account().merchantId())
                .bind("account", d.target.account().amazonAccountId())
                .bind("sku", d.target.sellerSku())
                .bind("marketplace", d.marketplace)
                .bind("wish", WishKind.of(d.wish))
                .bind("wishNumber", d.wishNumber)
                .bind("wishQuantity", number.map(Wish.Number::quantity))
                .bind("wishHandlingDays", number.map(Wish.Number::handlingDays).orElse(OptionalInt.empty()))
                .bind("wishReason", WishKind.reason(d.wish))
                .bind("because", d.because)
                .bind("decidedAt", d.decidedAt)
                .bind("asked", d.asked)
                .bind("waiting", d.waiting)
                .bind("dueAt", d.dueAt)
                .bind("attempts", d.attempts)
                .bind("fence", d.fence)
                .bind("flightNumber", flight.map(Flight::number))
                .bind("flightQuantity", flight.map(Flight::quantity))
                .bind("flightHandlingDays", flight.map(Flight::handlingDays).orElse(OptionalInt.empty()))
                .bind("flightAsked", flight.map(Flight::asked).orElse(false))
                .bind("flightStartedAt", flight.map(Flight::startedAt))
                .bind("flightUntil", flight.map(Flight::until))
                .bind("sentState", sent.map(s -> s.state().inDatabase()))
                .bind("sentNumber", sent.map(Sent::number))
                .bind("sentQuantity", sent.map(Sent::quantity))
                .bind("sentHandlingDays", sent.map(Sent::handlingDays).orElse(OptionalInt.empty()))
                .bind("sentAt", sent.map(Sent::at))
                .bind("acceptedAt", sent.flatMap(Sent::acceptedAt))
                .bind("effectiveAt", sent.flatMap(Sent::effectiveAt))
                .bind("problem", sent.flatMap(Sent::problem))
                .bind("shownBefore", sent.map(Sent::shownBefore).orElse(OptionalInt.empty()))
                .bind("sentBefore", sent.map(Sent::sentBefore).orElse(OptionalInt.empty()))
                .bind("unconfirmed", d.unconfirmed)
                .bind("doubt", d.doubt)
                .bind("channel", d.channel.inDatabase())
                .bind("channelDetail", d.channelDetail)
                .bind("channelReadAt", d.channelReadAt)
                .bind("shown", d.shown)
                .bind("readDueAt", d.readDueAt)
                .bind("readAttempts", d.readAttempts);
    }

    static Delivery read(ResultSet row) throws SQLException {
        var account = new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id"));
        var target = new TargetKey(account, row.getString("seller_sku"));
        var delivery = new Delivery(target, row.getString("marketplace"), required(row, "decided_at"));
        delivery.wish = WishKind.read(
                row.getString("wish"),
                integer(row, "wish_quantity"),
                integer(row, "wish_handling_days"),
                row.getString("wish_reason"));
        delivery.wishNumber = row.getLong("wish_number");
        delivery.because = Optional.ofNullable(row.getString("because"));
        delivery.asked = row.getBoolean("asked");
        delivery.waiting = row.getBoolean("waiting");
        delivery.dueAt = required(row, "due_at");
        delivery.attempts = row.getInt("attempts");
        delivery.fence = row.getLong("fence");
        delivery.flight = flight(row);
        delivery.sent = sent(row);
        delivery.unconfirmed = row.getInt("unconfirmed");
        delivery.doubt = row.getBoolean("doubt");
        delivery.channel = Channel.fromDatabase(row.getString("channel"));
        delivery.channelDetail = Optional.ofNullable(row.getString("channel_detail"));
        delivery.channelReadAt = instant(row, "channel_read_at").orElse(null);
        delivery.shown = integer(row, "shown_quantity");
        delivery.readDueAt = instant(row, "read_due_at").orElse(null);
        delivery.readAttempts = row.getInt("read_attempts");
        return delivery;
    }

    private static Optional<Flight> flight(ResultSet row) throws SQLException {
        if (row.getObject("flight_number") == null) {
            return Optional.empty();
        }
        return Optional.of(new Flight(
                row.getLong("flight_number"),
                row.getInt("flight_quantity"),
                integer(row, "flight_handling_days"),
                row.getBoolean("flight_asked"),
                required(row, "flight_started_at"),
                required(row, "flight_until")));
    }

    private static Optional<Sent> sent(ResultSet row) throws SQLException {
        var state = row.getString("sent_state");
        if (state == null) {
            return Optional.empty();
        }
        return Optional.of(new Sent(
                Sent.State.fromDatabase(state),
                row.getLong("sent_number"),
                row.getInt("sent_quantity"),
                integer(row, "sent_handling_days"),
                required(row, "sent_at"),
                instant(row, "accepted_at"),
                instant(row, "effective_at"),
                Optional.ofNullable(row.getString("problem")),
                integer(row, "shown_before"),
                integer(row, "sent_before")));
    }

    private static OptionalInt integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return instant(row, column).orElseThrow(() -> new SQLException(column + " must not be null"));
    }

    private static List<Long> longs(Collection<TargetKey> targets, boolean merchant) {
        return targets.stream()
                .map(TargetKey::account)
                .map(merchant ? AccountKey::merchantId : AccountKey::amazonAccountId)
                .toList();
    }
}
