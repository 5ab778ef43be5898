package io.stockrule.shopify.sweep;

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

@Path("/api/v1/shops/{shop}/sweep")
@RolesAllowed(Role.MERCHANT)
class SweepResource {
    private final Sweeps sweeps;
    private final CurrentMerchant merchant;

    SweepResource(Sweeps sweeps, CurrentMerchant merchant) {
        this.sweeps = sweeps;
        this.merchant = merchant;
    }

    /// How far the shop has been asked for changes that no webhook told of. It begins when the shop has been imported.
    @GET
    @Transactional
    public Sweeps.Progress get(@RestPath long shop) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return sweeps.progress(key);
    }
}
