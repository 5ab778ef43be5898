package io.stockrule.sync.view;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.listing.ListingStatus;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingListResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jdbi.v3.core.Jdbi;

/// How many listings of a Selling List are in which status.
@Path("/api/v1/selling-lists/{id}/counts")
@RolesAllowed(Role.MERCHANT)
class ListCountsResource {
    private final CurrentMerchant merchant;
    private final Jdbi database;

    ListCountsResource(CurrentMerchant merchant, Jdbi database) {
        this.merchant = merchant;
        this.database = database;
    }

    /// By the names of the statuses, in the order in which merchants meet them.
    @GET
    @Transactional
    public Map<String, Long> counts(@RestPath long id) {
        var _ = SellingList.of(merchant.id(), id).orElseThrow(SellingListResource::notFound);
        var counts = new LinkedHashMap<String, Long>();
        for (var status : ListingStatus.values()) {
            counts.put(status.displayName(), 0L);
        }
        database.useHandle(handle -> handle.select("""
                        select status, count(*) from listing_state where merchant_id = ? and selling_list_id = ?
                        group by status
                        """, merchant.id(), id)
                .map((row, _) ->
                        counts.put(ListingStatus.valueOf(row.getString(1)).displayName(), row.getLong(2)))
                .list());
        return counts;
    }
}
