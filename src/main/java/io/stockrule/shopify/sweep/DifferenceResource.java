package io.stockrule.shopify.sweep;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import io.stockrule.stock.ledger.LevelDifferences;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Levels that were other than known when Shopify was asked, and why.
@Path("/api/v1/shops/{shop}/differences")
@RolesAllowed(Role.MERCHANT)
class DifferenceResource {
    private final LevelDifferences differences;
    private final CurrentMerchant merchant;

    DifferenceResource(LevelDifferences differences, CurrentMerchant merchant) {
        this.differences = differences;
        this.merchant = merchant;
    }

    /// The newest first. Where very many were found at once, only the first of them are here; all are counted in the
    /// shop's sweep.
    @GET
    @Transactional
    public Page<LevelDifferences.Entry> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return Page.of(differences.list(merchant.id(), shop, after, limit + 1), limit, LevelDifferences.Entry::id);
    }
}
