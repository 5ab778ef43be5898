package io.stockrule.listing.collection;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.listing.FollowInput;
import io.stockrule.listing.ListCollections;
import io.stockrule.listing.SellingListResource;
import io.stockrule.listing.collection.FollowOutlook.Outlook;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/// How Selling Lists follow collections.
@Path("/api/v1/selling-lists/{listId}/following")
@RolesAllowed(Role.MERCHANT)
class FollowResource {
    private final FollowOutlook outlook;
    private final ListCollections collections;
    private final CurrentMerchant merchant;

    FollowResource(FollowOutlook outlook, ListCollections collections, CurrentMerchant merchant) {
        this.outlook = outlook;
        this.collections = collections;
        this.merchant = merchant;
    }

    /// Says what would become of the list's members, by what is known now, if it followed its collections like this.
    /// Nothing is changed. Of a list that follows none nothing is told.
    @POST
    @Path("/outlook")
    public Outlook outlook(@RestPath long listId, @Valid @NotNull FollowInput body) {
        var found = outlook.of(merchant.id(), listId, body).orElseThrow(SellingListResource::notFound);
        var unknown = collections.unknown(merchant.id(), body.followed());
        if (!unknown.isEmpty()) {
            throw SellingListResource.unknownCollections(unknown);
        }
        return found;
    }
}
