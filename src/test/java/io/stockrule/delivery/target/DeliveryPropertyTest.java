package io.stockrule.delivery.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.FixedDeliveryConfig;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.SendResult;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever happens to the requests of a target, and in whatever order: it ends with the newest number on
/// Amazon, and an older number never follows a newer one unless a sender was frozen or an outcome got lost.
class DeliveryPropertyTest {
    private static final DeliveryConfig CONFIG = new FixedDeliveryConfig();

    /// What can happen next.
    enum Event {
        NEW_NUMBER,
        HOLD,
        CONFLICT,
        ASK,
        SEND_ACCEPTED,
        SEND_THROTTLED,
        SEND_LATE,
        SEND_NOT_SENT,
        SEND_LOST_BUT_APPLIED,
        SEND_LOST,
        SEND_ACCEPTED_WITHOUT_EFFECT,
        SENDER_FREEZES,
        SENDER_THAWS,
        SENDER_DIES,
        READ,
        A_SECOND_PASSES,
        A_LEASE_PASSES
    }

    @Property(tries = 3000)
    void the_newest_number_arrives_in_the_end(@ForAll("events") List<Event> events) {
        var world = new World();
        events.forEach(world::happen);
        world.heal();

        if (world.delivery.want().wish() instanceof Wish.Number number) {
            assertThat(world.shown).isEqualTo(number.quantity());
            assertThat(world.delivery.status().kind()).isEqualTo(TargetStatus.Kind.LINKED);
        }
        assertThat(world.delivery.queued().waiting()).isFalse();
        assertThat(world.delivery.queued().since()).isEmpty();
    }

    @Property(tries = 1000)
    void what_waits_has_an_age(@ForAll("events") List<Event> events) {
        var world = new World();
        for (var event : events) {
            world.happen(event);
            if (world.delivery.queued().waiting() || world.delivery.flight().isPresent()) {
                assertThat(world.delivery.queued().since()).isPresent();
            }
        }
    }

    @Property(tries = 3000)
    void an_older_number_never_follows_a_newer_one(@ForAll("orderlyEvents") List<Event> events) {
        var world = new World();
        events.forEach(world::happen);
        world.heal();

        assertThat(world.arrived).isSorted();
    }

    @Property(tries = 1000)
    void no_second_request_leaves_while_a_lease_runs(@ForAll("events") List<Event> events) {
        var world = new World();
        for (var event : events) {
            world.happen(event);
            assertThat(world.delivery.flight().isPresent() && world.delivery.mayDepart(world.now, CONFIG))
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.of(Event.class).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Event>> orderlyEvents() {
        return Arbitraries.of(Event.class)
                .filter(event -> event != Event.SENDER_FREEZES && event != Event.SENDER_THAWS)
                .list()
                .ofMaxSize(60);
    }

    /// One target, its Amazon, and the senders that are on their way.
    private static final class World {

        final Delivery delivery;
        final List<Long> arrived = new ArrayList<>();
        private final List<Departed> frozen = new ArrayList<>();
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        int shown;
        private int next;

        World() {
            delivery = new Delivery(new TargetKey(new AccountKey(1, 2), "CANDLE-1"), "DE", now);
            read();
        }

        void happen(Event event) {
            switch (event) {
                case NEW_NUMBER -> give(new Wish.Number(++next, OptionalInt.empty()), false);
                case HOLD -> give(new Wish.Hold("stock is unknown"), false);
                case CONFLICT -> give(new Wish.Conflict("2 listings disagree"), false);
                case ASK -> give(new Wish.Number(next, OptionalInt.empty()), true);
                case SEND_ACCEPTED -> send(true, new SendResult.Accepted("s", Optional.empty(), List.of()));
                case SEND_THROTTLED -> send(false, new SendResult.Throttled());
                case SEND_LATE -> send(false, new SendResult.Late());
                case SEND_NOT_SENT -> send(false, new SendResult.NotSent("no connection"));
                case SEND_LOST_BUT_APPLIED -> send(true, new SendResult.Lost("timeout"));
                case SEND_LOST -> send(false, new SendResult.Lost("timeout"));
                case SEND_ACCEPTED_WITHOUT_EFFECT ->
                    send(false, new SendResult.Accepted("s", Optional.empty(), List.of()));
                case SENDER_FREEZES -> depart().ifPresent(frozen::add);
                case SENDER_THAWS -> thaw();
                case SENDER_DIES -> depart();
                case READ -> read();
                case A_SECOND_PASSES -> now = now.plusSeconds(1);
                case A_LEASE_PASSES -> now = now.plus(CONFIG.lease());
            }
        }

        /// No more faults: everybody thaws, what is due is read, what waits is sent.
        void heal() {
            while (!frozen.isEmpty()) {
                thaw();
            }
            for (int i = 0; i < 200; i++) {
                if (delivery.seen().nextLook().filter(due -> !due.isAfter(now)).isPresent() && noRunningLease()) {
                    read();
                }
                happen(Event.SEND_ACCEPTED);
                now = now.plus(Duration.ofSeconds(i < 50 ? 5 : 3600));
                if (i >= 50
                        && delivery.seen().nextLook().isEmpty()
                        && delivery.queued().waiting()) {
                    read();
                }
            }
        }

        private boolean noRunningLease() {
            return delivery.flight().map(flight -> !flight.until().isAfter(now)).orElse(true);
        }

        private void give(Wish wish, boolean asked) {
            delivery.take(new Wanted(delivery.target(), "DE", wish, asked, "{}", Cause.STOCK, now), now);
            delivery.lookIfOld(now, CONFIG);
        }

        private void send(boolean applied, SendResult result) {
            depart().ifPresent(request -> {
                if (applied) {
                    arrive(request);
                }
                delivery.land(request, result, now, CONFIG);
            });
        }

        private void thaw() {
            if (!frozen.isEmpty()) {
                var request = frozen.removeFirst();
                arrive(request);
                delivery.land(request, new SendResult.Accepted("s", Optional.empty(), List.of()), now, CONFIG);
            }
        }

        private Optional<Departed> depart() {
            if (!delivery.mayDepart(now, CONFIG)) {
                return Optional.empty();
            }
            delivery.depart(now, CONFIG.lease());
            return Optional.of(delivery.departed());
        }

        private void arrive(Departed request) {
            arrived.add(request.number());
            shown = request.quantity();
        }

        private void read() {
            if (noRunningLease()) {
                delivery.readBack(
                        delivery.fence(),
                        new Reading.SellerFulfilled(OptionalInt.of(shown), OptionalInt.empty()),
                        now,
                        CONFIG);
            }
        }
    }
}
