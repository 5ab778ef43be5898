package io.stockrule.listing.catalogue;

import java.util.OptionalInt;

/// What Amazon's report of all listings says of one offer.
///
/// @param line of the report, from 1
/// @param sellerSku exactly as it stands there
/// @param title of the product; may be empty
/// @param asin Amazon's number of the product; may be empty
/// @param channel who fulfils it, in Amazon's word
/// @param quantity empty for what Amazon fulfils
/// @param status in Amazon's word, such as `Active`
public record CatalogueRow(
        long line, String sellerSku, String title, String asin, String channel, OptionalInt quantity, String status) {
    /// The seller's own channel.
    public static final String SELLER = "DEFAULT";

    /// Whether Amazon calls it that: buyers can have it.
    public boolean active() {
        return status.equalsIgnoreCase("active");
    }

    /// Amazon is only known not to fulfil what is the seller's own.
    boolean isSellers() {
        return channel.equals(SELLER);
    }

    CatalogueRow through(String otherChannel) {
        return new CatalogueRow(line, sellerSku, title, asin, otherChannel, quantity, status);
    }
}
