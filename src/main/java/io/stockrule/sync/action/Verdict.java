package io.stockrule.sync.action;

import io.stockrule.delivery.DeliveryState;
import io.stockrule.delivery.target.TargetStatus;
import io.stockrule.sync.action.JobResult.Outcome;
import java.util.Optional;

/// What an action means for one listing, before it is done.
final class Verdict {
    private Verdict() {}

    /// @param state where its number stands; empty while nothing was handed over for it
    static JobResult of(ListingAction action, ActedListing listing, Optional<DeliveryState> state) {
        return switch (action) {
            case UPDATE_QUANTITY -> updated(listing, state);
            case STOP -> stopped(listing, state);
            case STOP_AND_REMOVE -> removed(listing, state);
            case RESUME -> resumed(listing, state);
        };
    }

    private static JobResult updated(ActedListing listing, Optional<DeliveryState> state) {
        if (listing.target().isEmpty()) {
            return refused(listing, "it is not linked to an Amazon SKU, so there is no number to send: link it first");
        }
        return result(
                listing,
                Outcome.DONE,
                listing.stopped()
                        ? "it is stopped, so 0 is sent again; Resume has its profile decide"
                        : "decided and sent again",
                state);
    }

    private static JobResult stopped(ActedListing listing, Optional<DeliveryState> state) {
        if (listing.target().isEmpty()) {
            return refused(listing, "it is not linked to an Amazon SKU, so there is no number to stop");
        }
        return result(
                listing,
                Outcome.DONE,
                (listing.stopped()
                                ? "it was stopped already, and 0 is sent again"
                                : "goes to 0 on Amazon and stays in its list as Stopped until it is resumed")
                        + withIt(listing, "stops", "stop"),
                state);
    }

    private static JobResult removed(ActedListing listing, Optional<DeliveryState> state) {
        if (listing.brought()) {
            return refused(
                    listing,
                    "its list follows a collection that has its product, and would take it back: choose Stop instead");
        }
        if (listing.target().isEmpty()) {
            return new JobResult(
                    listing.id(), Outcome.LEAVING, Optional.empty(), "it is not linked, so it leaves its list at once");
        }
        return result(
                listing,
                Outcome.LEAVING,
                "goes to 0 on Amazon first, and leaves its list when Amazon shows that"
                        + withIt(listing, "stops until then", "stop until then"),
                state);
    }

    private static JobResult resumed(ActedListing listing, Optional<DeliveryState> state) {
        if (!listing.stopped()) {
            return refused(
                    listing,
                    listing.left()
                            ? "nobody has stopped it: its product is in no collection of its list any more"
                            : "nobody has stopped it: its profile decides");
        }
        return result(listing, Outcome.DONE, "its profile decides again, and its number is sent", state);
    }

    private static JobResult refused(ActedListing listing, String why) {
        return new JobResult(listing.id(), Outcome.REFUSED, listing.sellerSku(), why);
    }

    private static JobResult result(
            ActedListing listing, Outcome outcome, String sentence, Optional<DeliveryState> state) {
        return new JobResult(listing.id(), outcome, listing.sellerSku(), sentence + obstacle(listing, state));
    }

    private static String withIt(ActedListing listing, String one, String many) {
        return switch (listing.others()) {
            case 0 -> "";
            case 1 -> "; 1 other listing of this Amazon SKU %s with it".formatted(one);
            default -> "; %d other listings of this Amazon SKU %s with it".formatted(listing.others(), many);
        };
    }

    /// Why Amazon will not show it for now, told at once and not only later in the status.
    static String obstacle(ActedListing listing, Optional<DeliveryState> state) {
        if (!listing.switchedOn()) {
            return "; nothing is sent while updates are switched off for its Amazon account";
        }
        return state.map(DeliveryState::status)
                .filter(status -> status.kind() == TargetStatus.Kind.LINKING_ERROR)
                .map(status -> "; nothing is sent to Amazon for now: " + status.reason())
                .orElse("");
    }
}
