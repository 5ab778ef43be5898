package io.stockrule.sync.view;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingListResource;
import io.stockrule.listing.state.ListingStanding;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jdbi.v3.core.Jdbi;

/// How many listings of a Selling List have which standing.
@Path("/api/v1/selling-lists/{id}/standings")
@RolesAllowed(Role.MERCHANT)
class ListStandingsResource {
    private final CurrentMerchant merchant;
    private final Jdbi database;

    ListStandingsResource(CurrentMerchant merchant, Jdbi database) {
        this.merchant = merchant;
        this.database = database;
    }

    /// By the names of the standings, the worst first.
    @GET
    @Transactional
    public Map<String, Long> standings(@RestPath long id) {
        var _ = SellingList.of(merchant.id(), id).orElseThrow(SellingListResource::notFound);
        var counts = new LinkedHashMap<String, Long>();
        for (var standing : ListingStanding.values()) {
            counts.put(standing.displayName(), 0L);
        }
        database.useHandle(handle -> handle.select("""
                        select standing, count(*) from listing_state where merchant_id = ? and selling_list_id = ?
                        group by standing
                        """, merchant.id(), id)
                .map((row, _) ->
                        counts.put(ListingStanding.valueOf(row.getString(1)).displayName(), row.getLong(2)))
                .list());
        return counts;
    }
}
