package io.stockrule.delivery.target;

import static java.util.Objects.requireNonNull;

import io.stockrule.delivery.change.Drift;
import io.stockrule.delivery.change.Look;
import io.stockrule.delivery.change.Writer;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.marketplace.Obstacle;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Want;
import io.stockrule.delivery.wish.WishKind;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import io.stockrule.listing.TargetKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A row of the table `delivery`, read: the other way round than [DeliveryColumns].
final class DeliveryRow {
    private final ResultSet row;

    DeliveryRow(ResultSet row) {
        this.row = row;
    }

    Delivery delivery() throws SQLException {
        var account = new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id"));
        var target = new TargetKey(account, row.getString("seller_sku"));
        var delivery = new Delivery(target, row.getString("marketplace"), time("decided_at"));
        delivery.want = want();
        delivery.queued = queued();
        delivery.fence = row.getLong("fence");
        delivery.flight = flight();
        delivery.sent = sent();
        delivery.unconfirmed = row.getInt("unconfirmed");
        delivery.corrections = row.getInt("corrections");
        delivery.doubt = row.getBoolean("doubt");
        delivery.seen = seen();
        delivery.moved = moved();
        delivery.held = held();
        delivery.drift = new Drift(
                text("drift_by").map(Writer::valueOf),
                optionalTime("drift_at"),
                ForeignChanges.valueOf(row.getString("drift_wins")),
                optionalTime("drift_again"));
        delivery.correctedAt = optionalTime("corrected_at");
        delivery.flip = new Flip(optionalTime("flipped_at"), row.getBoolean("flip_live"), row.getInt("flip_undos"));
        delivery.stored = StoredParts.of(delivery);
        // One that is held waits no more: if it does, a replica of the version before has taken another decision since.
        delivery.held = delivery.held.filter(_ -> !delivery.queued.waiting());
        return delivery;
    }

    private Want want() throws SQLException {
        var wish = WishKind.read(
                row.getString("wish"),
                optionalInt("wish_quantity"),
                optionalInt("wish_handling_days"),
                row.getString("wish_reason"),
                text("wish_stopped"));
        return new Want(
                wish,
                row.getLong("wish_number"),
                time("decided_at"),
                Optional.empty(),
                row.getString("marketplace"),
                row.getBoolean("asked"));
    }

    private Queued queued() throws SQLException {
        return new Queued(
                row.getBoolean("waiting"), optionalTime("waiting_since"), time("due_at"), row.getInt("attempts"));
    }

    private Seen seen() throws SQLException {
        return new Seen(
                Channel.fromDatabase(row.getString("channel")),
                text("channel_detail"),
                optionalTime("channel_read_at"),
                new Look(optionalInt("shown_quantity"), optionalInt("submitted_quantity")),
                optionalTime("read_due_at"),
                row.getInt("read_attempts"),
                sale());
    }

    private Sale sale() throws SQLException {
        var obstacle = row.getString("obstacle");
        return new Sale(
                optionalTime("not_buyable_since"),
                obstacle == null
                        ? Optional.empty()
                        : Optional.of(new NotBuyable(Obstacle.named(obstacle), row.getString("obstacle_words"))));
    }

    private Optional<Flight> flight() throws SQLException {
        long number = row.getLong("flight_number");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Flight(
                        number,
                        row.getInt("flight_quantity"),
                        optionalInt("flight_handling_days"),
                        row.getBoolean("flight_asked"),
                        time("flight_started_at"),
                        time("flight_until")));
    }

    private Optional<Sent> sent() throws SQLException {
        var state = row.getString("sent_state");
        return state == null
                ? Optional.empty()
                : Optional.of(new Sent(
                        state(state, row.getBoolean("put_off")),
                        row.getLong("sent_number"),
                        row.getInt("sent_quantity"),
                        optionalInt("sent_handling_days"),
                        time("sent_at"),
                        row.getBoolean("sent_asked"),
                        optionalTime("accepted_at"),
                        optionalTime("effective_at"),
                        text("problem"),
                        optionalInt("shown_before"),
                        unseen()));
    }

    /// @see DeliveryColumns#stored
    private static Sent.State state(String stored, boolean putOff) {
        var state = Sent.State.fromDatabase(stored);
        return putOff && state == Sent.State.UNCONFIRMED ? Sent.State.PUT_OFF : state;
    }

    /// The version before writes only whether there are some.
    private Unseen unseen() throws SQLException {
        if (!row.getBoolean("follows_unread")) {
            return Unseen.NONE;
        }
        var quantities = row.getArray("unseen_quantities");
        return new Unseen(true, quantities == null ? List.of() : List.of((Integer[]) quantities.getArray()));
    }

    private Optional<Moved> moved() throws SQLException {
        var at = orNull("moved_at");
        return at == null
                ? Optional.empty()
                : Optional.of(new Moved(at, row.getInt("moved_units"), Cause.of(row.getString("moved_cause"))));
    }

    private Optional<Held> held() throws SQLException {
        long wave = row.getLong("held_by");
        return row.wasNull() ? Optional.empty() : Optional.of(new Held(wave, row.getBoolean("held_rejected")));
    }

    private Optional<String> text(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private OptionalInt optionalInt(String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private Instant time(String column) throws SQLException {
        return requireNonNull(orNull(column), column);
    }

    private Optional<Instant> optionalTime(String column) throws SQLException {
        return Optional.ofNullable(orNull(column));
    }

    private @Nullable Instant orNull(String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
