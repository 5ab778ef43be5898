package io.stockrule.sync.view;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import io.stockrule.sync.SyncWorker;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Listings with their status, why their numbers are what they are, and the actions that send.
@Path("/api/v1/listings")
@RolesAllowed(Role.MERCHANT)
class ListingResource {
    private final CurrentMerchant merchant;
    private final ListingViews views;
    private final ListingTally tally;
    private final Explanations explanations;
    private final StaleTargets stale;
    private final SyncWorker worker;

    ListingResource(
            CurrentMerchant merchant,
            ListingViews views,
            ListingTally tally,
            Explanations explanations,
            StaleTargets stale,
            SyncWorker worker) {
        this.merchant = merchant;
        this.views = views;
        this.tally = tally;
        this.explanations = explanations;
        this.stale = stale;
        this.worker = worker;
    }

    /// Listings in the order in which they were made. A search among very many answers with what it found in a
    /// fraction of a second: `items` may then be few or none although there is a `next`.
    ///
    /// @param sku exactly that of the shop or of Amazon
    /// @param q words, each a part of the title or of one of the SKUs, in any order, whatever the case; those in
    ///   quotation marks are one word
    /// @param status any of these, by their names such as `Update Error`
    /// @param standing any of these, by their names such as `Sold out`
    @GET
    public Page<ListingView> list(
            @RestQuery @Nullable Long sellingList,
            @RestQuery @Nullable @Size(max = 255) String sku,
            @RestQuery @Nullable @Size(max = 255) String q,
            @RestQuery @Size(max = 10) List<String> status,
            @RestQuery @Size(max = 10) List<String> standing,
            @RestQuery @DefaultValue("0") long after,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit) {
        var statuses = status.stream().map(ListingResource::status).toList();
        var standings = standing.stream().map(ListingResource::standing).toList();
        return views.page(merchant.id(), new ListingFilter(sellingList, sku, q, statuses, standings), after, limit);
    }

    private static ListingStatus status(String name) {
        return ListingStatus.named(name).orElseThrow(() -> {
            var known = Arrays.stream(ListingStatus.values())
                    .map(ListingStatus::displayName)
                    .collect(Collectors.joining(", "));
            return new Problem(400, "unknown-status", "no status is called %s; there are %s".formatted(name, known));
        });
    }

    private static ListingStanding standing(String name) {
        return ListingStanding.named(name).orElseThrow(() -> {
            var known = Arrays.stream(ListingStanding.values())
                    .map(ListingStanding::displayName)
                    .collect(Collectors.joining(" · "));
            return new Problem(
                    400, "unknown-standing", "no standing is called %s; there are %s".formatted(name, known));
        });
    }

    /// How many listings are in which status.
    @GET
    @Path("/counts")
    public Map<String, Long> counts() {
        return tally.of(merchant.id()).statuses();
    }

    /// How many listings have which standing, the worst first.
    @GET
    @Path("/standings")
    public Map<String, Long> standings() {
        return tally.of(merchant.id()).standings();
    }

    @GET
    @Path("/{id}/explanation")
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
    @Path("/actions/update-quantity")
    @ResponseStatus(202)
    public Asked updateQuantity(@NotNull @Valid Chosen chosen) {
        int targets = ask(chosen.listings(), chosen.sellingList());
        worker.wake();
        return new Asked(targets);
    }

    private int ask(@Nullable List<Long> listings, @Nullable Long sellingList) {
        if (listings != null && sellingList == null) {
            return stale.ask(merchant.id(), listings);
        }
        if (sellingList != null && listings == null) {
            return stale.askSellingList(merchant.id(), sellingList);
        }
        throw new Problem(400, "choice-unclear", "name either listings or a sellingList");
    }
}
