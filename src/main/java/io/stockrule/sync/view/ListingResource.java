package io.stockrule.sync.view;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Listings with their status, and why their numbers are what they are.
@Path("/api/v1/listings")
@RolesAllowed(Role.MERCHANT)
public class ListingResource {
    private final CurrentMerchant merchant;
    private final ListingViews views;
    private final ListingTally tally;
    private final Explanations explanations;

    ListingResource(CurrentMerchant merchant, ListingViews views, ListingTally tally, Explanations explanations) {
        this.merchant = merchant;
        this.views = views;
        this.tally = tally;
        this.explanations = explanations;
    }

    /// Listings in the order in which they were made. A search among very many answers with what it found in
    /// a fraction of a second: `items` may then be few or none although there is a `next`.
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

    /// The status of this name; also for others who are asked for one.
    public static ListingStatus status(String name) {
        return ListingStatus.named(name).orElseThrow(() -> {
            var known = Arrays.stream(ListingStatus.values())
                    .map(ListingStatus::displayName)
                    .collect(Collectors.joining(", "));
            return new Problem(400, "unknown-status", "no status is called %s; there are %s".formatted(name, known));
        });
    }

    /// The standing of this name; also for others who are asked for one.
    public static ListingStanding standing(String name) {
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
}
