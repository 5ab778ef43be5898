package io.stockrule.delivery.target;

import io.stockrule.delivery.marketplace.NotBuyable;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.state.ListingStanding;
import java.util.OptionalInt;

/// Where a target stands, in the words that merchants know, with the reason where there is one to tell.
///
/// @param reason a sentence, or empty
/// @param standing what is to be seen of it at a glance
public record TargetStatus(Kind kind, String reason, ListingStanding standing) {
    public enum Kind {
        PENDING_LINKING,
        LINKED,
        LINKING_ERROR,
        PENDING_QUANTITY_UPDATE,
        UPDATE_ERROR,
        STOPPED;

        private ListingStanding standing() {
            return switch (this) {
                case PENDING_LINKING, PENDING_QUANTITY_UPDATE -> ListingStanding.WAITING;
                case LINKED -> ListingStanding.LIVE;
                case LINKING_ERROR, UPDATE_ERROR -> ListingStanding.ERROR;
                case STOPPED -> ListingStanding.STOPPED;
            };
        }
    }

    TargetStatus(Kind kind, String reason) {
        this(kind, reason, kind.standing());
    }

    TargetStatus as(ListingStanding other) {
        return new TargetStatus(kind, reason, other);
    }

    static TargetStatus of(Delivery delivery) {
        return switch (delivery.seen.channel()) {
            case UNREAD ->
                new TargetStatus(Kind.PENDING_LINKING, delivery.seen.channel().explanation());
            case AMAZON, DUAL -> {
                var other = ofOther(delivery);
                yield delivery.flip.live() ? other : other.as(ListingStanding.FBA);
            }
            case SUPPLY_SOURCE, NOT_FOUND, UNREADABLE -> ofOther(delivery);
            case SELLER -> ofLinked(delivery);
        };
    }

    /// A number that turned the offer is to be taken back: an error whoever fulfils it.
    private static TargetStatus ofOther(Delivery delivery) {
        return new TargetStatus(Kind.LINKING_ERROR, delivery.seen.channel().explanation() + delivery.flip.told());
    }

    private static String putOff(Delivery delivery, String what) {
        return "Amazon has not taken " + what
                + (delivery.queued.waiting()
                        ? "; it is tried again now and then, and at once if you choose Update Quantity"
                        : "");
    }

    private static TargetStatus held(Held held) {
        var status = held.rejected()
                ? new TargetStatus(
                        Kind.UPDATE_ERROR,
                        "the number was rejected with wave %d, so Amazon keeps what it shows until something else is decided, or you choose Update Quantity"
                                .formatted(held.wave()))
                : new TargetStatus(
                        Kind.PENDING_QUANTITY_UPDATE,
                        "held with many others that change at once: approve or reject wave %d".formatted(held.wave()));
        return status.as(ListingStanding.HELD);
    }

    private static TargetStatus ofLinked(Delivery delivery) {
        if (delivery.want.wish() instanceof Wish.Conflict conflict) {
            return new TargetStatus(Kind.UPDATE_ERROR, conflict.reason());
        }
        if (delivery.held.isPresent()) {
            return held(delivery.held.get());
        }
        if (delivery.sent.isPresent()) {
            var sent = delivery.sent.get();
            var problem = sent.problem().orElse("");
            switch (sent.state()) {
                case REFUSED -> {
                    if (!delivery.queued.waiting()) {
                        return new TargetStatus(
                                Kind.UPDATE_ERROR, "Amazon refused " + sent.quantity() + ": " + problem);
                    }
                }
                case UNCONFIRMED -> {
                    return new TargetStatus(Kind.UPDATE_ERROR, problem + "; it is sent again");
                }
                case PUT_OFF -> {
                    return new TargetStatus(Kind.UPDATE_ERROR, putOff(delivery, sent.quantity() + ": " + problem));
                }
                case ACCEPTED, LOST, UNSETTLED -> {
                    return new TargetStatus(Kind.PENDING_QUANTITY_UPDATE, problem);
                }
                case EFFECTIVE -> {
                    if (delivery.differs() && !delivery.queued.waiting()) {
                        return overwritten(delivery, sent);
                    }
                }
            }
        }
        if (delivery.queued.waiting() || delivery.flight.isPresent()) {
            return new TargetStatus(Kind.PENDING_QUANTITY_UPDATE, "");
        }
        return delivery.seen
                .sale()
                .why()
                .filter(_ -> delivery.want.wish() instanceof Wish.Number)
                .map(why -> notBuyable(delivery, why))
                .orElseGet(() -> ofSettled(delivery.want.wish(), delivery.seen.shown()));
    }

    private static TargetStatus notBuyable(Delivery delivery, NotBuyable why) {
        return new TargetStatus(
                Kind.UPDATE_ERROR,
                "Amazon shows %d, but the offer cannot be bought: %s%s"
                        .formatted(
                                delivery.seen.shown().orElse(0),
                                why.obstacle().sentence(),
                                why.words().isEmpty() ? "" : " (Amazon says: %s)".formatted(why.words())));
    }

    /// Somebody else has written the number.
    private static TargetStatus overwritten(Delivery delivery, Sent sent) {
        var drift = delivery.drift;
        var shows = "Amazon shows %d and not %d: %s has changed it"
                .formatted(delivery.seen.shown().orElse(0), sent.quantity(), drift.words());
        return switch (drift.wins()) {
            case CORRECT ->
                drift.again()
                        .map(again -> new TargetStatus(
                                Kind.PENDING_QUANTITY_UPDATE,
                                "%s; so many have been set right in the last hour that this one waits until %s"
                                        .formatted(shows, again)))
                        .orElseGet(() -> new TargetStatus(
                                Kind.UPDATE_ERROR,
                                "%s %d times, so it is not sent again before it changes here, or you choose Update Quantity"
                                        .formatted(shows, delivery.corrections + 1)));
            case KEEP ->
                new TargetStatus(
                                Kind.LINKED,
                                shows + ", and the account is set to keep that until another number is decided here")
                        .as(ListingStanding.HELD);
            case ASK ->
                new TargetStatus(
                        Kind.UPDATE_ERROR,
                        shows
                                + ", and the account is set to ask: choose Update Quantity to have ours sent; until then only a number that lists less is sent");
        };
    }

    /// Amazon shows what is wanted.
    private static TargetStatus ofSettled(Wish wish, OptionalInt shown) {
        return switch (wish) {
            case Wish.Number number
            when number.stopped().isPresent() ->
                new TargetStatus(Kind.STOPPED, number.stopped().get());
            case Wish.Hold hold
            when hold.gone() ->
                new TargetStatus(Kind.LINKING_ERROR, hold.reason() + "; Amazon keeps the number it shows");
            case Wish.Hold hold -> new TargetStatus(Kind.LINKED, "held: " + hold.reason()).as(ListingStanding.HELD);
            case Wish.Nothing _ -> new TargetStatus(Kind.LINKED, "").as(ListingStanding.NOT_DECIDED);
            case Wish.Number number ->
                new TargetStatus(Kind.LINKED, "")
                        .as(shown.orElse(number.quantity()) == 0 ? ListingStanding.SOLD_OUT : ListingStanding.LIVE);
            case Wish.Conflict _ -> new TargetStatus(Kind.LINKED, "");
        };
    }
}
