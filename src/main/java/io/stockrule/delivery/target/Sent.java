package io.stockrule.delivery.target;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The last number that Amazon got, or may have got.
///
/// @param shownBefore what Amazon showed before it: while it still does, the number has not become effective
/// @param asked whether a person had asked for it
/// @param unseen what left before it and may show now
public record Sent(
        State state,
        long number,
        int quantity,
        OptionalInt handlingDays,
        Instant at,
        boolean asked,
        Optional<Instant> acceptedAt,
        Optional<Instant> effectiveAt,
        Optional<String> problem,
        OptionalInt shownBefore,
        Unseen unseen) {

    /// What is known of it.
    public enum State {
        /// Amazon has queued it.
        ACCEPTED,
        /// Nobody knows whether Amazon got it: nothing may be sent before a read.
        LOST,
        /// Amazon shows it, or showed it and has sold some since.
        EFFECTIVE,
        /// Amazon refused it.
        REFUSED,
        /// It was lost, and Amazon does not show it: the newest number is to be sent.
        UNSETTLED,
        /// Amazon accepted it but never showed it: the newest number is to be sent.
        UNCONFIRMED,
        /// Amazon did not take it, for a reason that may pass: the newest number is to be sent, much later.
        PUT_OFF;

        public String inDatabase() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State fromDatabase(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    Sent accepted(Instant now) {
        return with(State.ACCEPTED, Optional.of(now), Optional.empty(), Optional.empty());
    }

    /// Amazon has said so only after it showed the number, which a sale, say, may have made before it.
    ///
    /// @param shown at the last look
    Sent acceptedLate(Instant now, OptionalInt shown) {
        return with(State.ACCEPTED, Optional.of(now), Optional.empty(), Optional.empty(), shown, unseen);
    }

    Sent effective(Instant now) {
        return with(State.EFFECTIVE, Optional.of(acceptedAt.orElse(now)), Optional.of(now), Optional.empty());
    }

    Sent is(State state, String problem) {
        return with(state, acceptedAt, Optional.empty(), Optional.of(problem));
    }

    /// True when this reading shows the number, or what can only be the number less units that Amazon sold since.
    boolean mayHaveBecome(OptionalInt shown) {
        return shown.isPresent() && shown.getAsInt() < quantity && !shown.equals(shownBefore) && !unseen.any();
    }

    /// True when Amazon showed this very number before it got it: a look at it does not prove that it has arrived.
    boolean isShownFromBefore() {
        return shownBefore.equals(OptionalInt.of(quantity));
    }

    /// True when that look may besides be followed by one at another number, which was sent in between.
    boolean mayHideAnother() {
        return unseen.any() && isShownFromBefore();
    }

    /// Whether it, or one before it, may become effective at Amazon from now on.
    ///
    /// @param within how long that takes at the most
    boolean mayStillLand(Instant now, Duration within) {
        return switch (state) {
            case ACCEPTED, LOST, UNSETTLED, UNCONFIRMED -> true;
            case EFFECTIVE ->
                isShownFromBefore() && now.isBefore(acceptedAt.orElse(at).plus(within));
            case REFUSED, PUT_OFF -> unseen.any();
        };
    }

    /// Amazon did not take it, or never showed it.
    boolean hasFailed() {
        return switch (state) {
            case REFUSED, PUT_OFF, UNCONFIRMED -> true;
            case ACCEPTED, LOST, EFFECTIVE, UNSETTLED -> false;
        };
    }

    /// Whether an offer shows this because of the number, or of one before it that had not been seen either. Some of it
    /// may have been sold, but no sale makes it more than was shown before.
    boolean mayHaveMade(int shown) {
        boolean rose = shownBefore.isPresent() && shown > shownBefore.getAsInt();
        boolean taken = state != State.REFUSED && state != State.PUT_OFF;
        return (taken && shown == quantity) || unseen.quantities().contains(shown) || (unseen.any() && rose);
    }

    /// Something else was shown meanwhile: when it is shown next, it is this number.
    Sent afterOther(OptionalInt shown) {
        return mayHideAnother() && !shown.equals(shownBefore)
                ? with(state, acceptedAt, effectiveAt, problem, shown, unseen)
                : this;
    }

    /// An older number reached Amazon after it.
    Sent overtakenBy(int older) {
        return with(state, acceptedAt, effectiveAt, problem, shownBefore, unseen.and(older));
    }

    /// What a number that leaves after this one has not seen.
    ///
    /// @param doubt whether older ones may have reached Amazon after this one
    Unseen leavesUnseen(boolean doubt) {
        return switch (state) {
            case EFFECTIVE -> doubt ? unseen : Unseen.NONE;
            case REFUSED, PUT_OFF -> unseen;
            case ACCEPTED, LOST, UNSETTLED, UNCONFIRMED -> unseen.and(quantity);
        };
    }

    private Sent with(
            State state, Optional<Instant> acceptedAt, Optional<Instant> effectiveAt, Optional<String> problem) {
        return with(state, acceptedAt, effectiveAt, problem, shownBefore, unseen);
    }

    private Sent with(
            State state,
            Optional<Instant> acceptedAt,
            Optional<Instant> effectiveAt,
            Optional<String> problem,
            OptionalInt shownBefore,
            Unseen unseen) {
        return new Sent(
                state,
                number,
                quantity,
                handlingDays,
                at,
                asked,
                acceptedAt,
                effectiveAt,
                problem,
                shownBefore,
                unseen);
    }
}
