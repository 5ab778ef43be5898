package io.stockrule.profile.trial;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.rules.Rules;
import io.stockrule.stock.KnownTexts;
import io.stockrule.stock.MarketplaceCodes;
import io.stockrule.stock.ProductStates;
import io.stockrule.stock.WantedMetafields;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The names that a merchant's profiles can use, in alphabetical order.
@Path("/api/v1/profile-names")
@RolesAllowed(Role.MERCHANT)
class NamesResource {
    private final KnownTexts texts;
    private final WantedMetafields metafields;
    private final Rules rules;
    private final CurrentMerchant merchant;

    NamesResource(KnownTexts texts, WantedMetafields metafields, Rules rules, CurrentMerchant merchant) {
        this.texts = texts;
        this.metafields = metafields;
        this.rules = rules;
        this.merchant = merchant;
    }

    /// Of vendors, product types, tags and collections, none is named where a merchant has more than 2,000.
    ///
    /// @param warehouses those that count
    /// @param metafields that profiles in force look at
    /// @param ruleFiles that a profile may include
    record Names(
            List<String> warehouses,
            List<String> vendors,
            List<String> productTypes,
            List<String> tags,
            List<String> collections,
            List<String> marketplaces,
            List<String> productStates,
            List<String> metafields,
            List<String> ruleFiles) {}

    @GET
    public Names names() {
        var known = texts.of(merchant.id());
        var open = known.warehouses().stream()
                .filter(name -> !known.closedWarehouses().contains(name))
                .toList();
        return new Names(
                sorted(open),
                sorted(known, KnownTexts.Kind.VENDOR),
                sorted(known, KnownTexts.Kind.PRODUCT_TYPE),
                sorted(known, KnownTexts.Kind.TAG),
                sorted(known, KnownTexts.Kind.COLLECTION),
                sorted(MarketplaceCodes.ALL),
                sorted(ProductStates.WRITTEN),
                List.copyOf(metafields.of(merchant.id())),
                sorted(rules.includable()));
    }

    private static List<String> sorted(KnownTexts.Known known, KnownTexts.Kind kind) {
        return sorted(known.texts().getOrDefault(kind, Set.of()));
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
    }
}
