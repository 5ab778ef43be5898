package io.stockrule.delivery.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

/// How an account is looked at by Amazon's report of all its listings.
@Path("/api/v1/amazon-accounts/{id}/catalogue-reports")
@RolesAllowed(Role.MERCHANT)
class CatalogueReportResource {
    private final CurrentMerchant merchant;
    private final CatalogueViews views;

    CatalogueReportResource(CurrentMerchant merchant, CatalogueViews views) {
        this.merchant = merchant;
        this.views = views;
    }

    /// @param state of the one that is asked for now: TO_ASK, WAITING for Amazon to make it, DONE or FAILED
    /// @param nextAt when something is done about it next
    /// @param problem why it failed, or what was odd about it
    /// @param read what the last one has shown that could be read
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CatalogueReportView(
            String marketplace,
            String state,
            Optional<Instant> askedAt,
            Instant nextAt,
            Optional<String> problem,
            Optional<ReadView> read) {}

    /// @param dataAt it says what was so then, or some hours before
    /// @param listed rows
    /// @param odd rows that could not be read
    /// @param agreed targets that are as they were seen
    /// @param doubtful targets that differ, and are read one by one
    /// @param missing targets that it does not name
    record ReadView(Instant readAt, Instant dataAt, long listed, long odd, long agreed, long doubtful, long missing) {}

    /// One for each marketplace; none for an account that is small enough for single reads.
    @GET
    public Page<CatalogueReportView> list(@RestPath long id) {
        return views.of(new AccountKey(merchant.id(), id))
                .map(found -> new Page<>(found, Optional.empty()))
                .orElseThrow(() -> Problem.notFound("Amazon account"));
    }
}
