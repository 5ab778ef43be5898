package io.stockrule.profile;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Warehouses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Checks texts as a merchant's own: with its warehouses, and with the rule files that would decide.
@ApplicationScoped
class MerchantChecks {
    private final Warehouses warehouses;
    private final Rules rules;

    MerchantChecks(Warehouses warehouses, Rules rules) {
        this.warehouses = warehouses;
        this.rules = rules;
    }

    Checked check(long merchantId, String text) {
        return Checker.check(
                text,
                names(merchantId),
                (profile, facts) ->
                        rules.decide(List.of(new Question(profile, facts))).getFirst());
    }

    /// A merchant without any warehouse has not connected a shop yet. Profiles can be written before that, with
    /// whatever names the shop will bring.
    private KnownNames names(long merchantId) {
        var known = warehouses.names(merchantId);
        var names = known.isEmpty() ? KnownNames.ANY : KnownNames.ofWarehouses(known);
        return names.withRuleFiles(rules.includable());
    }
}
