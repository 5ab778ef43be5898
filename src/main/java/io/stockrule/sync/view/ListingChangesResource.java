package io.stockrule.sync.view;

import io.smallrye.mutiny.Multi;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// Changes of listings as they happen, as server-sent events.
@Path("/api/v1/listings/changes")
@RolesAllowed(Role.MERCHANT)
class ListingChangesResource {
    private static final int MOST = 500;

    /// Seconds.
    private static final int RETRY_AFTER = 5;

    private final CurrentMerchant merchant;
    private final ListingChanges changes;

    ListingChangesResource(CurrentMerchant merchant, ListingChanges changes) {
        this.merchant = merchant;
        this.changes = changes;
    }

    /// @param listings ids of those that are on screen; none for the counts alone
    record Watched(@NotNull @Size(max = MOST) List<@NotNull Long> listings) {}

    /// Watches listings. A POST, because 500 ids do not fit into an address; with the key in its header like
    /// every other call, so that neither a key nor a ticket appears in an address, where logs would keep it.
    /// Browsers read such a stream with `fetch`.
    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<LiveChanges> watch(@NotNull @Valid Watched watched) {
        return changes.watch(merchant.id(), watched.listings())
                .orElseThrow(() -> new Problem(
                                429,
                                "too-many-streams",
                                "Too many pages are open at once; close some or try again later")
                        .retryAfter(RETRY_AFTER));
    }
}
