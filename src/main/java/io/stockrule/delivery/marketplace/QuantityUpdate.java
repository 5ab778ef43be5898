package io.stockrule.delivery.marketplace;

import java.util.OptionalInt;

/// One number for one seller SKU.
///
/// @param marketplace country code of any one active marketplace of the account (one is enough: they share the number)
/// @param quantity units, 0 to 999,999
/// @param handlingDays days to ship; empty leaves what Amazon has
public record QuantityUpdate(String sellerSku, String marketplace, int quantity, OptionalInt handlingDays) {}
