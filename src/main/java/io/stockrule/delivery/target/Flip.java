package io.stockrule.delivery.target;

import io.stockrule.delivery.marketplace.Reading;
import java.time.Instant;
import java.util.Optional;

/// An offer that its seller handed to Amazon between our look and our number. The number has made it the
/// seller's too, which strands the stock at Amazon; so the seller's offer is taken away again
/// (https://developer-docs.amazon.com/sp-api/changelog/clarification-on-how-to-use-the-inventory-feed-type-quantity-attribute).
///
/// @param at when it was noticed; empty when it did not happen, or the offer is the seller's again
/// @param live whether the seller's offer was still there at the last look
/// @param undos how often it was tried to take it away
public record Flip(Optional<Instant> at, boolean live, int undos) {
    static final Flip NONE = new Flip(Optional.empty(), false, 0);

    /// At twice the distance each, some forty minutes: Amazon may be away.
    private static final int MOST_UNDOS = 8;

    /// @param ours whether the seller's offer beside Amazon's was made by a number of ours: one that was seen before
    /// shows
    ///     that the seller wants both
    Flip seen(Reading reading, boolean ours, Instant now) {
        return switch (reading) {
            case Reading.SellerFulfilled _ -> NONE;
            case Reading.OtherChannels _ ->
                ours ? new Flip(at.or(() -> Optional.of(now)), true, undos) : new Flip(at, false, undos);
            case Reading.NotFound _, Reading.Unreadable _ -> this;
        };
    }

    public boolean wantsUndo() {
        return live && undos < MOST_UNDOS;
    }

    Flip undone() {
        return new Flip(at, live, undos + 1);
    }

    /// For the merchant; empty when it did not happen.
    String told() {
        if (at.isEmpty()) {
            return "";
        }
        return live
                ? "; it was handed to Amazon while a number was on its way, which has made it the seller's too: "
                        + (wantsUndo() ? "that is being taken back" : "take the seller's offer away in Seller Central")
                : "; it was handed to Amazon while a number was on its way, and what that made of it was taken back";
    }
}
