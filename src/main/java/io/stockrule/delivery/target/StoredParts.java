package io.stockrule.delivery.target;

import io.stockrule.delivery.change.Drift;
import io.stockrule.delivery.wish.Want;
import java.time.Instant;
import java.util.Optional;

/// The parts of a delivery as its row has them, to tell which of them have to be written. Parts are replaced,
/// never changed: one that is the same object is as it was.
record StoredParts(
        Want want,
        Queued queued,
        Urgency urgency,
        long fence,
        Optional<Flight> flight,
        Optional<Sent> sent,
        int unconfirmed,
        boolean doubt,
        Seen seen,
        Optional<Moved> moved,
        Optional<Held> held,
        Flip flip,
        int corrections,
        Optional<Instant> correctedAt,
        Drift drift) {
    static StoredParts of(Delivery delivery) {
        return new StoredParts(
                delivery.want,
                delivery.queued,
                delivery.urgency(),
                delivery.fence,
                delivery.flight,
                delivery.sent,
                delivery.unconfirmed,
                delivery.doubt,
                delivery.seen,
                delivery.moved,
                delivery.held,
                delivery.flip,
                delivery.corrections,
                delivery.correctedAt,
                delivery.drift);
    }

    boolean wantIsOf(Delivery delivery) {
        return want == delivery.want;
    }

    boolean queuedIsOf(Delivery delivery) {
        return queued == delivery.queued && urgency == delivery.urgency();
    }

    boolean flightIsOf(Delivery delivery) {
        return fence == delivery.fence && flight.equals(delivery.flight);
    }

    boolean sentIsOf(Delivery delivery) {
        return sent.equals(delivery.sent) && unconfirmed == delivery.unconfirmed && doubt == delivery.doubt;
    }

    boolean seenIsOf(Delivery delivery) {
        return seen == delivery.seen;
    }

    boolean heldIsOf(Delivery delivery) {
        return moved.equals(delivery.moved) && held.equals(delivery.held) && flip == delivery.flip;
    }

    boolean driftIsOf(Delivery delivery) {
        return drift == delivery.drift
                && corrections == delivery.corrections
                && correctedAt.equals(delivery.correctedAt);
    }
}
