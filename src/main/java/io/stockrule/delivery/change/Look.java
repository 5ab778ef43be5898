package io.stockrule.delivery.change;

import java.util.OptionalInt;

/// What Amazon showed of a target.
///
/// @param shown the quantity in force; empty when Amazon shows none
/// @param submitted the quantity that was last submitted in the marketplace, in Amazon's attributes: a sale does not
///     change it, nor does what is submitted in another marketplace or by hand; empty when Amazon tells none
///     (github.com/amzn/selling-partner-api-models, issues 5327 and 4356)
public record Look(OptionalInt shown, OptionalInt submitted) {
    public static final Look NONE = new Look(OptionalInt.empty(), OptionalInt.empty());
}
