package io.stockrule.shopify.webhook;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Webhooks that were taken but not used, with the reason.
@Path("/api/v1/shops/{shop}/parked-webhooks")
@RolesAllowed(Role.MERCHANT)
class ParkedWebhookResource {
    private final ParkedRows rows;
    private final CurrentMerchant merchant;

    ParkedWebhookResource(ParkedRows rows, CurrentMerchant merchant) {
        this.rows = rows;
        this.merchant = merchant;
    }

    /// In the order of their ids.
    @GET
    @Transactional
    public Page<ParkedRows.Entry> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var key = new ShopKey(merchant.id(), shop);
        var _ = Shop.find(key).orElseThrow(() -> Problem.notFound("shop"));
        return Page.of(rows.list(key, after, limit + 1), limit, ParkedRows.Entry::id);
    }

    /// The body as Shopify sent it, to the byte. Of topics that are not used none is kept.
    @GET
    @Path("/{id}/body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Transactional
    public byte[] body(@RestPath long shop, @RestPath long id) {
        return rows.body(new ShopKey(merchant.id(), shop), id)
                .orElseThrow(() -> Problem.notFound("body of a parked webhook"));
    }
}
