package io.stockrule.listing;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.Links.Changed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/// Single listings: their link and their pack size.
@Path("/api/v1/listings")
@RolesAllowed(Role.MERCHANT)
class LinkResource {
    private final Links links;
    private final CurrentMerchant merchant;

    LinkResource(Links links, CurrentMerchant merchant) {
        this.links = links;
        this.merchant = merchant;
    }

    /// Links a listing to an Amazon SKU, unlinks it (`"sellerSku": null`), or changes its pack size. Where the
    /// Selling List has the variant several times, these stay of different SKUs, and at most one is not linked.
    @PATCH
    @Path("/{id}")
    public LinkView change(@RestPath long id, @NotNull ListingChange body) {
        body.mistake().ifPresent(mistake -> {
            throw new Problem(400, "invalid-input", mistake);
        });
        if (body.isEmpty()) {
            throw Problem.nothingToChange();
        }
        return switch (links.change(merchant.id(), id, body)) {
            case Changed.Done done -> done.after();
            case Changed.NoSuchListing _ -> throw Problem.notFound("listing");
            case Changed.ThereIsOne one -> throw thereIs(one);
        };
    }

    private static Problem thereIs(Changed.ThereIsOne one) {
        return one.linked()
                ? new Problem(
                        409,
                        "already-listed",
                        "the Selling List sells this variant under this SKU already, by listing %d"
                                .formatted(one.listingId()))
                : new Problem(
                        409,
                        "already-not-linked",
                        "the Selling List has this variant once without a link already, by listing %d: remove this listing instead"
                                .formatted(one.listingId()));
    }

    /// Takes a listing out of its Selling List. What it showed on Amazon stays there.
    @DELETE
    @Path("/{id}")
    public void remove(@RestPath long id) {
        switch (links.remove(merchant.id(), id)) {
            case DONE -> {}
            case NO_SUCH_LISTING -> throw Problem.notFound("listing");
            case BROUGHT_BY_COLLECTION ->
                throw new Problem(
                        409,
                        "follows-collections",
                        "its product is in a collection that the Selling List follows: unlink the listing instead");
        }
    }
}
