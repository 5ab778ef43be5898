package io.stockrule.activity;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What the service noticed and did by itself.
@Path("/api/v1/activity")
@RolesAllowed(Role.MERCHANT)
class ActivityResource {
    private final Activities activities;
    private final CurrentMerchant merchant;

    ActivityResource(Activities activities, CurrentMerchant merchant) {
        this.activities = activities;
        this.merchant = merchant;
    }

    /// The newest first.
    ///
    /// @param shop whose alone
    @GET
    public Page<Activities.Entry> list(
            @RestQuery @Nullable Long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("" + Long.MAX_VALUE) long after) {
        var ofShop = shop == null ? OptionalLong.empty() : OptionalLong.of(shop);
        return Page.of(activities.list(merchant.id(), ofShop, after, limit + 1), limit, Activities.Entry::id);
    }
}
