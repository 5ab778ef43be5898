package io.stockrule.listing;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Role;
import io.stockrule.listing.LinkResult.Outcome;
import io.stockrule.listing.SkuFile.Columns;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Linking by SKU, many variants at once.
@Path("/api/v1/selling-lists/{listId}")
@RolesAllowed(Role.MERCHANT)
class LinkMapResource {
    private final LinkMap map;
    private final Proposals proposals;
    private final SkuRows skus;
    private final CurrentMerchant merchant;

    LinkMapResource(LinkMap map, Proposals proposals, SkuRows skus, CurrentMerchant merchant) {
        this.map = map;
        this.proposals = proposals;
        this.skus = skus;
        this.merchant = merchant;
    }

    /// Links variants as a table says that has the columns `store SKU` and `Amazon SKU`; a variant that is not in the
    /// list comes into it. The answer says for each line what became of it; a refused line keeps no other out.
    ///
    /// @param shop its id; need not be given by a merchant of one shop
    /// @param dryRun only say what would happen
    @POST
    @Path("/links/map")
    @Consumes({"text/csv", "text/tab-separated-values", "text/plain"})
    public LinkResults link(
            @RestPath long listId, @RestQuery @Nullable Long shop, @RestQuery boolean dryRun, @NotNull byte[] body) {
        long shopId = shop(listId, shop);
        var lines = SkuFile.read(body, Columns.BOTH);
        return LinkResults.of(dryRun, map.apply(merchant.id(), listId, shopId, lines, dryRun));
    }

    /// Says which variants the Amazon SKUs of a table may belong to, for example of Amazon's listings report. Nothing
    /// is linked by it.
    @POST
    @Path("/proposals")
    @Consumes({"text/csv", "text/tab-separated-values", "text/plain"})
    public ProposalResults propose(@RestPath long listId, @RestQuery @Nullable Long shop, @NotNull byte[] body) {
        long shopId = shop(listId, shop);
        var lines = SkuFile.read(body, Columns.AMAZON_ONLY);
        return ProposalResults.of(proposals.of(merchant.id(), listId, shopId, lines));
    }

    /// Of a list that is not the merchant's nothing else is told.
    @Transactional
    long shop(long listId, @Nullable Long shop) {
        SellingList.of(merchant.id(), listId);
        return skus.shop(merchant.id(), shop);
    }

    record LinkResults(boolean dryRun, int added, int linked, int unchanged, int refused, List<LinkResult> results) {
        static LinkResults of(boolean dryRun, List<LinkResult> results) {
            return new LinkResults(
                    dryRun,
                    count(results, Outcome.ADDED),
                    count(results, Outcome.LINKED),
                    count(results, Outcome.UNCHANGED),
                    count(results, Outcome.REFUSED),
                    results);
        }

        private static int count(List<LinkResult> results, Outcome outcome) {
            return (int) results.stream()
                    .filter(result -> result.outcome() == outcome)
                    .count();
        }
    }

    /// @param exact how many SKUs belong to exactly one variant
    /// @param ambiguous how many to several
    /// @param near how many to none, but nearly to some
    record ProposalResults(
            int exact, int ambiguous, int near, int linked, int unmatched, List<Proposals.Proposal> proposals) {
        static ProposalResults of(List<Proposals.Proposal> all) {
            int linked =
                    (int) all.stream().filter(it -> !it.linkedTo().isEmpty()).count();
            int exact = (int) all.stream().filter(it -> it.exact().size() == 1).count();
            int ambiguous =
                    (int) all.stream().filter(it -> it.exact().size() > 1).count();
            int near = (int) all.stream().filter(it -> !it.near().isEmpty()).count();
            return new ProposalResults(
                    exact, ambiguous, near, linked, all.size() - linked - exact - ambiguous - near, all);
        }
    }
}
