package io.stockrule.listing.catalogue;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.catalogue.Catalogues.OddRow;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// What of Amazon's report could not be taken.
@Path("/api/v1/amazon-accounts/{id}/catalogues/{marketplace}/odd-rows")
@RolesAllowed(Role.MERCHANT)
class OddRowResource {
    private final CurrentMerchant merchant;
    private final Catalogues catalogues;

    OddRowResource(CurrentMerchant merchant, Catalogues catalogues) {
        this.merchant = merchant;
        this.catalogues = catalogues;
    }

    /// The first of them (`stockrule.linking.most-odd-rows`), in the order of the report.
    @GET
    public Page<OddRow> list(
            @RestPath long id,
            @RestPath String marketplace,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var catalogue = catalogues
                .find(new CatalogueKey(new AccountKey(merchant.id(), id), marketplace))
                .orElseThrow(() -> Problem.notFound("catalogue"));
        return Page.of(catalogues.oddRows(catalogue, after, limit + 1), limit, OddRow::line);
    }
}
