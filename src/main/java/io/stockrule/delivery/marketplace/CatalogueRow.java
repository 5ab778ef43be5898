package io.stockrule.delivery.marketplace;

import java.util.OptionalInt;

/// What the report says of one offer.
///
/// @param sellerSku exactly as it stands there
/// @param channel who fulfils it, in Amazon's word
/// @param quantity empty for what Amazon fulfils
/// @param active whether Amazon calls it that: buyers can have it
public record CatalogueRow(String sellerSku, String channel, OptionalInt quantity, boolean active) {
    /// The seller's own channel.
    public static final String SELLER = "DEFAULT";
}
