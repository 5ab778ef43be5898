package io.stockrule.delivery.target;

import io.stockrule.database.Columns;
import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.delivery.wish.WishKind;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// Deliveries as columns of the table `delivery`, under its names.
final class DeliveryColumns {
    private DeliveryColumns() {}

    /// All that a step may change, but for [Want#reasons].
    static Columns<Delivery> of(Collection<Delivery> deliveries) {
        var columns = Columns.of(deliveries);
        for (var part : Part.values()) {
            part.add.accept(columns);
        }
        return columns;
    }

    /// The parts that are not as their rows have them, of any of these. Most steps change two or three of seven.
    static Columns<Delivery> changed(Collection<Delivery> deliveries) {
        var columns = Columns.of(deliveries);
        for (var part : Part.values()) {
            if (deliveries.stream().anyMatch(part::hasChanged)) {
                part.add.accept(columns);
            }
        }
        return columns;
    }

    private enum Part {
        WANT(DeliveryColumns::addWant, StoredParts::wantIsOf),
        QUEUED(DeliveryColumns::addQueued, StoredParts::queuedIsOf),
        FLIGHT(DeliveryColumns::addFlight, StoredParts::flightIsOf),
        SENT(DeliveryColumns::addSent, StoredParts::sentIsOf),
        SEEN(DeliveryColumns::addSeen, StoredParts::seenIsOf),
        HELD(DeliveryColumns::addHeld, StoredParts::heldIsOf),
        DRIFT(DeliveryColumns::addDrift, StoredParts::driftIsOf);

        private final Consumer<Columns<Delivery>> add;
        private final BiPredicate<StoredParts, Delivery> isOf;

        Part(Consumer<Columns<Delivery>> add, BiPredicate<StoredParts, Delivery> isOf) {
            this.add = add;
            this.isOf = isOf;
        }

        boolean hasChanged(Delivery delivery) {
            return delivery.stored == null || !isOf.test(delivery.stored, delivery);
        }
    }

    private static void addWant(Columns<Delivery> columns) {
        columns.texts("marketplace", d -> d.want.marketplace())
                .texts("wish", d -> WishKind.of(d.want.wish()))
                .longs("wish_number", d -> d.want.number())
                .ints("wish_quantity", d -> number(d).map(Wish.Number::quantity).orElse(null))
                .optionalInts(
                        "wish_handling_days",
                        d -> number(d).map(Wish.Number::handlingDays).orElse(OptionalInt.empty()))
                .texts("wish_reason", d -> WishKind.reason(d.want.wish()).orElse(null))
                .texts("wish_stopped", d -> WishKind.stopped(d.want.wish()).orElse(null))
                .times("decided_at", d -> d.want.decidedAt())
                .flags("asked", d -> d.want.asked());
    }

    private static Optional<Wish.Number> number(Delivery delivery) {
        return delivery.want.wish() instanceof Wish.Number wished ? Optional.of(wished) : Optional.empty();
    }

    private static void addQueued(Columns<Delivery> columns) {
        columns.flags("waiting", d -> d.queued.waiting())
                .ints("urgency", d -> d.urgency().rank())
                .times("waiting_since", d -> d.queued.since().orElse(null))
                .times("due_at", d -> d.queued.dueAt())
                .ints("attempts", d -> d.queued.failures());
    }

    private static void addFlight(Columns<Delivery> columns) {
        columns.longs("fence", d -> d.fence)
                .longs("flight_number", d -> d.flight.map(Flight::number).orElse(null))
                .ints("flight_quantity", d -> d.flight.map(Flight::quantity).orElse(null))
                .optionalInts(
                        "flight_handling_days",
                        d -> d.flight.map(Flight::handlingDays).orElse(OptionalInt.empty()))
                .flags("flight_asked", d -> d.flight.map(Flight::asked).orElse(false))
                .times("flight_started_at", d -> d.flight.map(Flight::startedAt).orElse(null))
                .times("flight_until", d -> d.flight.map(Flight::until).orElse(null));
    }

    private static void addSent(Columns<Delivery> columns) {
        columns.texts(
                        "sent_state",
                        d -> d.sent.map(sent -> stored(sent.state())).orElse(null))
                .flags(
                        "put_off",
                        d -> d.sent.filter(sent -> sent.state() == Sent.State.PUT_OFF)
                                .isPresent())
                .longs("sent_number", d -> d.sent.map(Sent::number).orElse(null))
                .ints("sent_quantity", d -> d.sent.map(Sent::quantity).orElse(null))
                .optionalInts(
                        "sent_handling_days",
                        d -> d.sent.map(Sent::handlingDays).orElse(OptionalInt.empty()))
                .times("sent_at", d -> d.sent.map(Sent::at).orElse(null))
                .flags("sent_asked", d -> d.sent.map(Sent::asked).orElse(false))
                .times("accepted_at", d -> d.sent.flatMap(Sent::acceptedAt).orElse(null))
                .times("effective_at", d -> d.sent.flatMap(Sent::effectiveAt).orElse(null))
                .texts("problem", d -> d.sent.flatMap(Sent::problem).orElse(null))
                .optionalInts("shown_before", d -> d.sent.map(Sent::shownBefore).orElse(OptionalInt.empty()))
                .flags(
                        "follows_unread",
                        d -> d.sent.map(sent -> sent.unseen().any()).orElse(false))
                .lists(
                        "unseen_quantities",
                        "integer",
                        d -> d.sent.map(sent -> sent.unseen().quantities()).orElse(null))
                .ints("unconfirmed", d -> d.unconfirmed)
                .flags("doubt", d -> d.doubt);
    }

    /// A number that was put off is written as one that never showed, with a mark: a replica of the version before
    /// knows how to go on with that, and so does the status.
    private static String stored(Sent.State state) {
        return (state == Sent.State.PUT_OFF ? Sent.State.UNCONFIRMED : state).inDatabase();
    }

    private static void addSeen(Columns<Delivery> columns) {
        columns.texts("channel", d -> d.seen.channel().inDatabase())
                .texts("channel_detail", d -> d.seen.detail().orElse(null))
                .times("channel_read_at", d -> d.seen.at().orElse(null))
                .optionalInts("shown_quantity", d -> d.seen.shown())
                .optionalInts("submitted_quantity", d -> d.seen.look().submitted())
                .times("read_due_at", d -> d.seen.nextLook().orElse(null))
                .ints("read_attempts", d -> d.seen.looks())
                .texts(
                        "obstacle",
                        d -> d.seen.sale()
                                .why()
                                .map(NotBuyable::obstacle)
                                .map(Enum::name)
                                .orElse(null))
                .texts(
                        "obstacle_words",
                        d -> d.seen.sale().why().map(NotBuyable::words).orElse(null))
                .times("not_buyable_since", d -> d.seen.sale().notSince().orElse(null));
    }

    private static void addHeld(Columns<Delivery> columns) {
        columns.times("moved_at", d -> d.moved.map(Moved::at).orElse(null))
                .ints("moved_units", d -> d.moved.map(Moved::units).orElse(null))
                .texts(
                        "moved_cause",
                        d -> d.moved.map(moved -> moved.cause().text()).orElse(null))
                .longs("held_by", d -> d.held.map(Held::wave).orElse(null))
                .flags("held_rejected", d -> d.held.map(Held::rejected).orElse(false))
                .times("flipped_at", d -> d.flip.at().orElse(null))
                .flags("flip_live", d -> d.flip.live())
                .ints("flip_undos", d -> d.flip.undos());
    }

    private static void addDrift(Columns<Delivery> columns) {
        columns.ints("corrections", d -> d.corrections)
                .texts("drift_by", d -> d.drift.by().map(Enum::name).orElse(null))
                .times("drift_at", d -> d.drift.at().orElse(null))
                .texts("drift_wins", d -> d.drift.wins().name())
                .times("drift_again", d -> d.drift.again().orElse(null))
                .times("corrected_at", d -> d.correctedAt.orElse(null));
    }
}
