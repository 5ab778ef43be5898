package io.stockrule.profile;

import io.stockrule.language.KnownNames;
import io.stockrule.stock.Warehouses;
import jakarta.enterprise.context.ApplicationScoped;

/// The names that a merchant's profiles may use.
@ApplicationScoped
class MerchantNames {
    private final Warehouses warehouses;

    MerchantNames(Warehouses warehouses) {
        this.warehouses = warehouses;
    }

    /// A merchant without any warehouse has not connected a shop yet. Profiles can be written before that, with
    /// whatever names the shop will bring.
    KnownNames knownTo(long merchantId) {
        var known = warehouses.names(merchantId);
        return known.isEmpty() ? KnownNames.ANY : KnownNames.ofWarehouses(known);
    }
}
