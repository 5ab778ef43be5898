package io.stockrule.delivery.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.SellingListResource;
import io.stockrule.listing.catalogue.CatalogueKey;
import io.stockrule.listing.catalogue.Catalogues.Wish;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/// Amazon's report of all listings of an account: large accounts are looked at by it every day, and others are linked
/// by it.
@Path("/api/v1/amazon-accounts/{id}/catalogue-reports")
@RolesAllowed(Role.MERCHANT)
class CatalogueReportResource {
    private final CurrentMerchant merchant;
    private final CatalogueViews views;
    private final CatalogueQueue queue;

    CatalogueReportResource(CurrentMerchant merchant, CatalogueViews views, CatalogueQueue queue) {
        this.merchant = merchant;
        this.views = views;
        this.queue = queue;
    }

    /// @param state of the one that is asked for now: TO_ASK, WAITING for Amazon to make it, DONE or FAILED
    /// @param daily whether it is asked for every day, as the account is large
    /// @param wantedAt since when somebody waits for its rows
    /// @param nextAt when something is done about it next; absent when nothing is
    /// @param rowsSoFar how many rows of it have been written down, while it is read
    /// @param problem why it failed, why nothing happens, or what was odd about it
    /// @param read what the last one has shown that could be read
    /// @param catalogue what is kept of it for linking
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CatalogueReportView(
            String marketplace,
            String state,
            boolean daily,
            Optional<Instant> wantedAt,
            Optional<Instant> askedAt,
            Optional<Instant> nextAt,
            Optional<Long> rowsSoFar,
            Optional<String> problem,
            Optional<ReadView> read,
            Optional<KeptView> catalogue) {}

    /// @param dataAt it says what was so then, or some hours before
    /// @param listed rows
    /// @param odd rows that could not be read
    /// @param agreed targets that are as they were seen
    /// @param doubtful targets that differ, and are read one by one
    /// @param missing targets that it does not name
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ReadView(
            Instant readAt,
            Instant dataAt,
            long listed,
            long odd,
            Optional<Long> agreed,
            Optional<Long> doubtful,
            Optional<Long> missing) {}

    /// @param dataAt it says what was so then, or some hours before
    /// @param listed rows that can be linked by
    /// @param odd rows that could not be taken, or that repeat another
    /// @param keptUntil when it goes, if nobody asks for another
    record KeptView(Instant readAt, Instant dataAt, long listed, long odd, Instant keptUntil) {}

    /// @param marketplace country code in the account's region
    record NewReport(@NotNull @Size(max = 10) String marketplace) {}

    /// One for each marketplace; none for an account that is small enough for single reads and of which nobody has
    /// asked for one.
    @GET
    public Page<CatalogueReportView> list(@RestPath long id) {
        return views.of(new AccountKey(merchant.id(), id))
                .map(found -> new Page<>(found, Optional.empty()))
                .orElseThrow(CatalogueReportResource::notFound);
    }

    /// Asks Amazon for a report and keeps its rows for a while, to link by them. Amazon takes some minutes to make one;
    /// whoever asks meanwhile gets that one.
    @POST
    @ResponseStatus(202)
    public CatalogueReportView ask(@RestPath long id, @Valid @NotNull NewReport body) {
        var key = new CatalogueKey(new AccountKey(merchant.id(), id), body.marketplace());
        return switch (queue.ask(key)) {
            case Wish.Noted _ -> view(key);
            case Wish.NoSuchAccount _ -> throw notFound();
            case Wish.NotSoldIn(var sellsIn) -> throw SellingListResource.notSoldIn(key.marketplace(), sellsIn);
            case Wish.NotInRegion(var region) ->
                throw new Problem(
                        422,
                        "marketplace-not-in-region",
                        "the marketplaces of the region %s are %s"
                                .formatted(region, String.join(", ", region.marketplaces())),
                        Map.of("marketplaces", region.marketplaces()));
        };
    }

    private CatalogueReportView view(CatalogueKey key) {
        return views.of(key.account()).orElse(List.of()).stream()
                .filter(report -> report.marketplace().equals(key.marketplace()))
                .findFirst()
                .orElseThrow(CatalogueReportResource::notFound);
    }

    private static Problem notFound() {
        return Problem.notFound("Amazon account");
    }
}
