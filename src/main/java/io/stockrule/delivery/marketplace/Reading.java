package io.stockrule.delivery.marketplace;

import java.util.Optional;
import java.util.OptionalInt;

/// What Amazon shows for one seller SKU: the channels it sells through and the quantity in force.
public sealed interface Reading {
    /// The seller ships it. Only such a listing is ever sent a quantity.
    ///
    /// @param quantity the live quantity; empty when Amazon shows none
    /// @param submitted the quantity that was last submitted in the marketplace; empty when Amazon tells none
    /// @param notBuyable why it cannot be bought; empty when it can, or Amazon does not tell
    record SellerFulfilled(
            OptionalInt quantity, OptionalInt handlingDays, OptionalInt submitted, Optional<NotBuyable> notBuyable)
            implements Reading {
        public SellerFulfilled(OptionalInt quantity, OptionalInt handlingDays) {
            this(quantity, handlingDays, OptionalInt.empty(), Optional.empty());
        }
    }

    /// Amazon ships it (FBA), alone or beside the seller, or a supply source holds it: never sent a quantity,
    /// because that would turn the offer into a seller-fulfilled one and strand the stock.
    ///
    /// @param channels the channel codes that Amazon named, for the merchant
    /// @param sellersToo quantity of the seller's offer that is live beside Amazon's own; empty if there is none
    record OtherChannels(Kind kind, String channels, OptionalInt sellersToo) implements Reading {
        public OtherChannels(Kind kind, String channels) {
            this(kind, channels, OptionalInt.empty());
        }
    }

    /// The seller has no such SKU on Amazon.
    record NotFound() implements Reading {}

    /// Amazon answered, but not with anything that tells the channel.
    record Unreadable(String reason) implements Reading {}

    /// Who else holds the stock.
    enum Kind {
        AMAZON_FULFILLED,
        DUAL,
        SUPPLY_SOURCE
    }
}
