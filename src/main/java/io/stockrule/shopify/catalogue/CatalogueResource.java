package io.stockrule.shopify.catalogue;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/shops/{shop}/catalogue")
@RolesAllowed(Role.MERCHANT)
class CatalogueResource {
    private final CatalogueTurns turns;
    private final CurrentMerchant merchant;

    CatalogueResource(CatalogueTurns turns, CurrentMerchant merchant) {
        this.turns = turns;
        this.merchant = merchant;
    }

    /// What of the shop's products and locations is in doubt: Shopify told something of it, and has not answered yet.
    @GET
    @Transactional
    public CatalogueTurns.Progress get(@RestPath long shop) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return turns.progress(key);
    }
}
