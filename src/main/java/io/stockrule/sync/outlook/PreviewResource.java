package io.stockrule.sync.outlook;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.profile.ProfileTrials;
import io.stockrule.profile.Profiles;
import io.stockrule.sync.DecideResource;
import io.stockrule.sync.outlook.Previews.Asked;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// What would become of the numbers if a Global Profile had another text, as server-sent events: how it stands
/// again and again, until it is complete. Nothing is changed, and who goes away ends the work.
@Path("/api/v1/profiles/{name}/preview")
@RolesAllowed(Role.MERCHANT)
class PreviewResource {
    /// Seconds.
    private static final int RETRY_AFTER = 5;

    private final CurrentMerchant merchant;
    private final ProfileTrials trials;
    private final Profiles profiles;
    private final Previews previews;

    PreviewResource(CurrentMerchant merchant, ProfileTrials trials, Profiles profiles, Previews previews) {
        this.merchant = merchant;
        this.trials = trials;
        this.profiles = profiles;
        this.previews = previews;
    }

    /// @param text that the profile would have
    record NewText(@NotNull String text) {}

    /// All listings of the Selling Lists that are under it. Of a profile that there is not yet, none.
    @POST
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<Preview> preview(@RestPath String name, @NotNull @Valid NewText body) {
        var profile = DecideResource.usable(trials.read(merchant.id(), body.text()));
        var id = profiles.idOf(merchant.id(), name);
        return begun(previews, new Asked(merchant.id(), null, id.isPresent() ? id.getAsLong() : 0L, profile));
    }

    static Multi<Preview> begun(Previews previews, Asked asked) {
        return previews.of(asked)
                .orElseThrow(() -> new Problem(
                                429, "too-many-previews", "Too many previews are under way; try again in a moment")
                        .retryAfter(RETRY_AFTER));
    }
}
