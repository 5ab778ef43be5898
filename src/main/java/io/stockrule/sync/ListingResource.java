package io.stockrule.sync;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.listing.StaleTargets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Listings with their status, why their numbers are what they are, and the actions that send.
@Path("/api/v1/listings")
@RolesAllowed("merchant")
class ListingResource {
    private final CurrentMerchant merchant;
    private final ListingViews views;
    private final Explanations explanations;
    private final StaleTargets stale;
    private final SyncWorker worker;

    ListingResource(
            CurrentMerchant merchant,
            ListingViews views,
            Explanations explanations,
            StaleTargets stale,
            SyncWorker worker) {
        this.merchant = merchant;
        this.views = views;
        this.explanations = explanations;
        this.stale = stale;
        this.worker = worker;
    }

    /// @param next pass it as `after` for the next page; absent on the last
    record Page(List<ListingView> items, Optional<Long> next) {}

    @GET
    public Page list(
            @RestQuery @Nullable Long sellingList,
            @RestQuery @Nullable String sku,
            @RestQuery @DefaultValue("0") long after,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        var items = views.list(merchant.id(), new ListingViews.Filter(sellingList, sku, null), after, limit);
        var next = items.size() < limit
                ? Optional.<Long>empty()
                : Optional.of(items.getLast().id());
        return new Page(items, next);
    }

    @GET
    @Path("{id}/explanation")
    public Explanation explain(@RestPath long id) {
        return explanations.of(merchant.id(), id).orElseThrow(() -> Problem.notFound("listing " + id));
    }

    /// Which listings an action is for: some by id, or all of a Selling List.
    record Chosen(
            @Nullable @Size(min = 1, max = 1000) List<Long> listings,
            @Nullable Long sellingList) {}

    /// @param targets how many numbers will be decided anew and sent, changed or not
    record Asked(int targets) {}

    @POST
    @Path("actions/update-quantity")
    @ResponseStatus(202)
    public Asked updateQuantity(@Valid Chosen chosen) {
        if ((chosen.listings() == null) == (chosen.sellingList() == null)) {
            throw new Problem(400, "choice-unclear", "name either listings or a sellingList");
        }
        int targets = chosen.listings() != null
                ? stale.ask(merchant.id(), chosen.listings())
                : stale.askSellingList(merchant.id(), chosen.sellingList());
        worker.wake();
        return new Asked(targets);
    }
}
