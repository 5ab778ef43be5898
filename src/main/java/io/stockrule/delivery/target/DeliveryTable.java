package io.stockrule.delivery.target;

import static java.util.stream.Collectors.toMap;

import io.stockrule.database.Columns;
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
import io.stockrule.listing.state.ListingState;
import io.stockrule.listing.state.ListingStates;
import io.stockrule.listing.state.ListingStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// Loads deliveries under their row locks and stores them again. Rows are locked in key order, everywhere.
public final class DeliveryTable {
    /// Of a delivery `d`, what [#read(RowView)] reads.
    public static final String COLUMNS = "d.merchant_id, d.amazon_account_id, d.seller_sku, d."
            + DeliveryColumns.of(List.of()).names().replace(", ", ", d.");

    private static final String BY_KEY = """
            select <columns>
            from (select * from unnest(:merchants, :accounts, :skus) order by 1, 2, 3)
                k(merchant_id, amazon_account_id, seller_sku)
            cross join lateral (
                select * from delivery r
                where (r.merchant_id, r.amazon_account_id, r.seller_sku)
                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                <lock>) d
            """.replace("<columns>", COLUMNS);

    /// In one statement: some callers have tens of thousands, and a statement has three seconds.
    private static final int AT_ONCE = 1_000;

    private DeliveryTable() {}

    /// The rows of these targets, locked until the transaction ends.
    public static List<Delivery> lock(Handle handle, Collection<TargetKey> targets) {
        return select(handle, "for update", targets);
    }

    public static List<Delivery> read(Handle handle, Collection<TargetKey> targets) {
        return select(handle, "", targets);
    }

    private static List<Delivery> select(Handle handle, String lock, Collection<TargetKey> targets) {
        return TargetKey.columns(targets)
                .bindTo(handle.createQuery(BY_KEY.replace("<lock>", lock)))
                .map((RowView row) -> read(row))
                .list();
    }

    /// Writes deliveries of targets that have no row yet; whoever calls this shows them, too.
    ///
    /// @param deliveries in the order of their keys
    /// @throws IllegalStateException if somebody else has made the row of one meanwhile
    public static void add(Handle handle, Collection<Delivery> deliveries) {
        deliveries.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(part -> addPart(handle, part));
    }

    private static void addPart(Handle handle, List<Delivery> deliveries) {
        var keys = keysAndReasons(deliveries);
        var values = DeliveryColumns.of(deliveries);
        var statement = handle.createUpdate("""
                insert into delivery (merchant_id, amazon_account_id, seller_sku, reasons, <names>)
                select merchant_id, amazon_account_id, seller_sku, reasons, <values>
                from unnest(:merchants, :accounts, :skus, :reasons, <arguments>)
                    k(merchant_id, amazon_account_id, seller_sku, reasons, <names>)
                on conflict do nothing
                """.replace("<names>", values.names())
                .replace("<values>", values.values())
                .replace("<arguments>", values.arguments()));
        int added = values.bindTo(keys.bindTo(statement)).execute();
        if (added != deliveries.size()) {
            throw new IllegalStateException(
                    "%d of %d deliveries have a row already".formatted(deliveries.size() - added, deliveries.size()));
        }
    }

    /// Writes deliveries and shows where they stand.
    public static void store(Handle handle, Collection<Delivery> deliveries) {
        write(handle, deliveries);
        show(handle, deliveries);
    }

    /// Writes deliveries whose rows are locked; whoever calls this shows them, too.
    public static void write(Handle handle, Collection<Delivery> deliveries) {
        deliveries.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(part -> writePart(handle, part));
    }

    private static void writePart(Handle handle, List<Delivery> deliveries) {
        var keys = keysAndReasons(deliveries);
        var values = DeliveryColumns.of(deliveries);
        var statement = handle.createUpdate("""
                update delivery d set
                    because = case when k.reasons is null then d.because end,
                    reasons = coalesce(k.reasons, d.reasons),
                    <assignments>
                from unnest(:merchants, :accounts, :skus, :reasons, <arguments>)
                    k(merchant_id, amazon_account_id, seller_sku, reasons, <names>)
                where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                    = (k.merchant_id, k.amazon_account_id, k.seller_sku)
                """.replace("<assignments>", values.assignments("k"))
                .replace("<arguments>", values.arguments())
                .replace("<names>", values.names()));
        values.bindTo(keys.bindTo(statement)).execute();
    }

    private static Columns<Delivery> keysAndReasons(Collection<Delivery> deliveries) {
        return TargetKey.columns(deliveries, Delivery::target)
                .texts("reasons", delivery -> delivery.want.reasons().orElse(null));
    }

    /// Has all listings of these targets show where they stand.
    public static void show(Handle handle, Collection<Delivery> deliveries) {
        deliveries.stream()
                .gather(Gatherers.windowFixed(AT_ONCE))
                .map(part -> part.stream().collect(toMap(delivery -> delivery.target, DeliveryTable::listingState)))
                .forEach(part -> ListingStates.show(handle, part));
    }

    private static ListingState listingState(Delivery delivery) {
        var status = delivery.status();
        return new ListingState(ListingStatus.valueOf(status.kind().name()), status.standing());
    }

    public static Delivery read(RowView row) {
        var account = new AccountKey(
                row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class));
        var delivery = new Delivery(
                new TargetKey(account, row.getColumn("seller_sku", String.class)),
                row.getColumn("marketplace", String.class),
                row.getColumn("decided_at", Instant.class));
        delivery.want = want(row);
        delivery.queued = queued(row);
        delivery.fence = row.getColumn("fence", Long.class);
        delivery.flight = flight(row);
        delivery.sent = sent(row);
        delivery.unconfirmed = row.getColumn("unconfirmed", Integer.class);
        delivery.corrections = row.getColumn("corrections", Integer.class);
        delivery.doubt = row.getColumn("doubt", Boolean.class);
        delivery.seen = seen(row);
        delivery.moved = Optional.ofNullable(row.getColumn("moved_at", Instant.class))
                .map(at -> new Moved(
                        at,
                        row.getColumn("moved_units", Integer.class),
                        Cause.of(row.getColumn("moved_cause", String.class))));
        // One that is held waits no more: if it does, a replica of the version before has taken another decision since.
        delivery.held = Optional.ofNullable(row.getColumn("held_by", Long.class))
                .filter(_ -> !delivery.queued.waiting())
                .map(wave -> new Held(wave, row.getColumn("held_rejected", Boolean.class)));
        delivery.drift = new Drift(
                Optional.ofNullable(row.getColumn("drift_by", Writer.class)),
                Optional.ofNullable(row.getColumn("drift_at", Instant.class)),
                row.getColumn("drift_wins", ForeignChanges.class),
                Optional.ofNullable(row.getColumn("drift_again", Instant.class)));
        delivery.correctedAt = Optional.ofNullable(row.getColumn("corrected_at", Instant.class));
        delivery.flip = new Flip(
                Optional.ofNullable(row.getColumn("flipped_at", Instant.class)),
                row.getColumn("flip_live", Boolean.class),
                row.getColumn("flip_undos", Integer.class));
        return delivery;
    }

    private static Want want(RowView row) {
        var wish = WishKind.read(
                row.getColumn("wish", String.class),
                row.getColumn("wish_quantity", OptionalInt.class),
                row.getColumn("wish_handling_days", OptionalInt.class),
                row.getColumn("wish_reason", String.class),
                Optional.ofNullable(row.getColumn("wish_stopped", String.class)));
        return new Want(
                wish,
                row.getColumn("wish_number", Long.class),
                row.getColumn("decided_at", Instant.class),
                Optional.empty(),
                row.getColumn("marketplace", String.class),
                row.getColumn("asked", Boolean.class));
    }

    private static Queued queued(RowView row) {
        return new Queued(
                row.getColumn("waiting", Boolean.class),
                Optional.ofNullable(row.getColumn("waiting_since", Instant.class)),
                row.getColumn("due_at", Instant.class),
                row.getColumn("attempts", Integer.class));
    }

    private static Seen seen(RowView row) {
        return new Seen(
                Channel.fromDatabase(row.getColumn("channel", String.class)),
                Optional.ofNullable(row.getColumn("channel_detail", String.class)),
                Optional.ofNullable(row.getColumn("channel_read_at", Instant.class)),
                new Look(
                        row.getColumn("shown_quantity", OptionalInt.class),
                        row.getColumn("submitted_quantity", OptionalInt.class)),
                Optional.ofNullable(row.getColumn("read_due_at", Instant.class)),
                row.getColumn("read_attempts", Integer.class),
                sale(row));
    }

    private static Sale sale(RowView row) {
        return new Sale(
                Optional.ofNullable(row.getColumn("not_buyable_since", Instant.class)),
                Optional.ofNullable(row.getColumn("obstacle", String.class))
                        .map(name ->
                                new NotBuyable(Obstacle.named(name), row.getColumn("obstacle_words", String.class))));
    }

    private static Optional<Flight> flight(RowView row) {
        return Optional.ofNullable(row.getColumn("flight_number", Long.class))
                .map(number -> new Flight(
                        number,
                        row.getColumn("flight_quantity", Integer.class),
                        row.getColumn("flight_handling_days", OptionalInt.class),
                        row.getColumn("flight_asked", Boolean.class),
                        row.getColumn("flight_started_at", Instant.class),
                        row.getColumn("flight_until", Instant.class)));
    }

    /// @see DeliveryColumns#stored
    private static Sent.State state(String stored, boolean putOff) {
        var state = Sent.State.fromDatabase(stored);
        return putOff && state == Sent.State.UNCONFIRMED ? Sent.State.PUT_OFF : state;
    }

    /// The version before writes only whether there are some.
    private static Unseen unseen(RowView row) {
        boolean any = row.getColumn("follows_unread", Boolean.class);
        var quantities = row.getColumn("unseen_quantities", Integer[].class);
        return any ? new Unseen(true, quantities == null ? List.of() : List.of(quantities)) : Unseen.NONE;
    }

    private static Optional<Sent> sent(RowView row) {
        return Optional.ofNullable(row.getColumn("sent_state", String.class))
                .map(state -> new Sent(
                        state(state, row.getColumn("put_off", Boolean.class)),
                        row.getColumn("sent_number", Long.class),
                        row.getColumn("sent_quantity", Integer.class),
                        row.getColumn("sent_handling_days", OptionalInt.class),
                        row.getColumn("sent_at", Instant.class),
                        row.getColumn("sent_asked", Boolean.class),
                        Optional.ofNullable(row.getColumn("accepted_at", Instant.class)),
                        Optional.ofNullable(row.getColumn("effective_at", Instant.class)),
                        Optional.ofNullable(row.getColumn("problem", String.class)),
                        row.getColumn("shown_before", OptionalInt.class),
                        unseen(row)));
    }
}
