package io.stockrule.listing.override;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/// The overrides of all listings of a merchant.
@Path("/api/v1/overrides")
@RolesAllowed(Role.MERCHANT)
class OverrideResource {
    private final ListingOverrides overrides;
    private final CurrentMerchant merchant;

    OverrideResource(ListingOverrides overrides, CurrentMerchant merchant) {
        this.overrides = overrides;
        this.merchant = merchant;
    }

    /// All that are in force, in the order in which they were set.
    @GET
    public Page<OverrideView> list(
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit, @RestQuery @DefaultValue("0") long after) {
        return Page.of(overrides.page(merchant.id(), after, limit + 1), limit, KeptOverride::id)
                .map(OverrideView::of);
    }
}
