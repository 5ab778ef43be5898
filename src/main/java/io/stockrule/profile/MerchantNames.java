package io.stockrule.profile;

import io.stockrule.language.KnownNames;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Warehouses;
import jakarta.enterprise.context.ApplicationScoped;

/// The names that a merchant's profiles may use.
@ApplicationScoped
class MerchantNames {
    private final Warehouses warehouses;
    private final Rules rules;

    MerchantNames(Warehouses warehouses, Rules rules) {
        this.warehouses = warehouses;
        this.rules = rules;
    }

    /// A merchant without any warehouse has not connected a shop yet. Profiles can be written before that, with
    /// whatever names the shop will bring.
    KnownNames knownTo(long merchantId) {
        var known = warehouses.names(merchantId);
        var names = known.isEmpty() ? KnownNames.ANY : KnownNames.ofWarehouses(known);
        return names.withRuleFiles(rules.includable());
    }
}
