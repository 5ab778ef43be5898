package io.stockrule.sync.outlook;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingListResource;
import io.stockrule.profile.ProfileTrials;
import io.stockrule.sync.DecideResource;
import io.stockrule.sync.outlook.Previews.Asked;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// What would become of the numbers of a Selling List under another Global Profile.
@Path("/api/v1/selling-lists/{id}/preview")
@RolesAllowed(Role.MERCHANT)
class ListPreviewResource {
    private final CurrentMerchant merchant;
    private final ProfileTrials trials;
    private final Previews previews;

    ListPreviewResource(CurrentMerchant merchant, ProfileTrials trials, Previews previews) {
        this.merchant = merchant;
        this.trials = trials;
        this.previews = previews;
    }

    /// @param profile name of the Global Profile that the list would be under
    record NewProfile(@NotNull String profile) {}

    /// All of its listings, told as for a profile's text.
    @POST
    @Blocking
    @Transactional
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<Preview> preview(@RestPath long id, @NotNull @Valid NewProfile body) {
        if (SellingList.of(merchant.id(), id).isEmpty()) {
            throw SellingListResource.notFound();
        }
        var profile = DecideResource.usable(trials.read(merchant.id(), body.profile(), null));
        return PreviewResource.begun(previews, new Asked(merchant.id(), id, null, profile));
    }
}
