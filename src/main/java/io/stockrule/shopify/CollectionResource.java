package io.stockrule.shopify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.stock.ledger.ShopCollections;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// The collections of a shop, which Selling Lists can follow.
@Path("/api/v1/shops/{shop}/collections")
@RolesAllowed(Role.MERCHANT)
class CollectionResource {
    private final ShopCollections collections;
    private final CurrentMerchant merchant;

    CollectionResource(ShopCollections collections, CurrentMerchant merchant) {
        this.collections = collections;
        this.merchant = merchant;
    }

    /// In the order of their ids, as far as Shopify has told of them.
    @GET
    @Transactional
    public Page<CollectionView> list(
            @RestPath long shop,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var _ = Shop.find(new ShopKey(merchant.id(), shop)).orElseThrow(() -> Problem.notFound("shop"));
        return Page.of(
                        collections.list(merchant.id(), shop, after, limit + 1),
                        limit,
                        known -> known.collection().collectionId())
                .map(known -> new CollectionView(
                        known.collection().collectionId(), known.collection().title(), known.goneSince()));
    }

    /// @param collectionId Shopify's own
    /// @param goneSince since when it is known that Shopify has it no more
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CollectionView(long collectionId, String title, Optional<Instant> goneSince) {}
}
