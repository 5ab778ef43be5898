package io.stockrule.listing;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The members of a Selling List.
@Path("/api/v1/selling-lists/{listId}/items")
@RolesAllowed(Role.MERCHANT)
class ItemResource {
    private final Items items;
    private final Links links;
    private final CurrentMerchant merchant;

    ItemResource(Items items, Links links, CurrentMerchant merchant) {
        this.items = items;
        this.links = links;
        this.merchant = merchant;
    }

    /// Takes variants into the list. The answer says for each item, in their order, which listing it became or
    /// why it was refused; a refused item does not keep the others out.
    ///
    /// A variant that is sold under several Amazon SKUs is given once for each of them, each with its own pack
    /// size, in one call or in several. A listing of it that is not linked takes the first; the others become
    /// listings beside it. What the list has already, the same variant under the same SKU, is refused, and so
    /// is a variant without a SKU that the list has in whatever way.
    @POST
    public ItemResults add(@RestPath long listId, @Valid @NotNull NewItems body) {
        return items.add(merchant.id(), listId, body.items())
                .map(ItemResults::of)
                .orElseThrow(SellingListResource::notFound);
    }

    @GET
    @Transactional
    public Page<LinkView> list(
            @RestPath long listId,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var list = SellingList.of(merchant.id(), listId).orElseThrow(SellingListResource::notFound);
        return Page.of(links.after(list, after, limit + 1), limit, LinkView::id);
    }

    record NewItems(@NotNull @Size(min = 1, max = 1000) List<@NotNull NewItem> items) {}

    /// @param added how many items became listings
    /// @param refused how many did not
    record ItemResults(int added, int refused, List<ItemResult> results) {
        static ItemResults of(List<ItemResult> results) {
            int added = (int) results.stream().filter(ItemResult::isAdded).count();
            return new ItemResults(added, results.size() - added, results);
        }
    }
}
