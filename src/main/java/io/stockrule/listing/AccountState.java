package io.stockrule.listing;

import java.time.Instant;
import java.util.Optional;

/// Whether numbers may be sent to an Amazon account.
///
/// @param updateQuantity the merchant's switch "Update Amazon quantity when it has changed in Shopify"
/// @param suspendedUntil Amazon refused the account; empty when it did not
/// @param suspendedReason in Amazon's words
public record AccountState(boolean updateQuantity, Optional<Instant> suspendedUntil, Optional<String> suspendedReason) {
    public boolean isSuspendedAt(Instant now) {
        return suspendedUntil.filter(now::isBefore).isPresent();
    }
}
