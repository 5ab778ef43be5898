package io.stockrule.shopify.leaving;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.shopify.Shop;
import io.stockrule.shopify.ShopKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// What Shopify has asked for in the name of its privacy rules.
@Path("/api/v1/shops/{shop}/privacy-requests")
@RolesAllowed(Role.MERCHANT)
class PrivacyRequestResource {
    private final PrivacyRequests requests;
    private final CurrentMerchant merchant;

    PrivacyRequestResource(PrivacyRequests requests, CurrentMerchant merchant) {
        this.requests = requests;
        this.merchant = merchant;
    }

    /// In the order of their ids.
    @GET
    @Transactional
    public Page<PrivacyRequests.Entry> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return Page.of(requests.list(key, after, limit + 1), limit, PrivacyRequests.Entry::id);
    }
}
