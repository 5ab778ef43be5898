package io.stockrule.listing.linkmap;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.DeclaredEncoding;
import io.stockrule.access.LargeBody;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingListResource;
import io.stockrule.listing.linkmap.LinkResult.Outcome;
import io.stockrule.listing.linkmap.Proposals.Kind;
import io.stockrule.listing.linkmap.SkuFile.Columns;
import io.stockrule.listing.linkmap.SkuRows.ShopChoice;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
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

    /// Amazon's reports have descriptions of up to 2,000 characters in each line.
    @Produces
    @Singleton
    static LargeBody file() {
        return new LargeBody(Pattern.compile("/api/v1/selling-lists/[^/]+/(links/map|proposals)"), 64L * 1024 * 1024);
    }

    LinkMapResource(LinkMap map, Proposals proposals, SkuRows skus, CurrentMerchant merchant) {
        this.map = map;
        this.proposals = proposals;
        this.skus = skus;
        this.merchant = merchant;
    }

    /// Links variants as a table says that has the columns `store SKU` and `Amazon SKU`; a variant that is not in the
    /// list comes into it. The answer says for each line what became of it; a refused line keeps no other out.
    ///
    /// A third column, `pack size`, says how many units one pack has. A variant may then stand in several lines,
    /// each with another Amazon SKU, also beside what it is linked to already. Where nothing stands in it, the
    /// pack is as it is, or 1.
    ///
    /// @param shop its id; need not be given by a merchant of one shop
    /// @param dryRun only say what would happen
    @POST
    @Path("/links/map")
    @Consumes({"text/csv", "text/tab-separated-values", "text/plain"})
    public LinkResults link(
            @RestPath long listId,
            @RestQuery @Nullable Long shop,
            @RestQuery boolean dryRun,
            @Context HttpHeaders headers,
            @NotNull InputStream body)
            throws IOException {
        long shopId = shop(listId, shop);
        var file = read(body, headers, Columns.BOTH);
        return map.apply(
                        merchant.id(),
                        listId,
                        shopId,
                        file.lines().stream().map(LinkRow::of).toList(),
                        dryRun)
                .map(results -> LinkResults.of(dryRun, results, file.remarks()))
                .orElseThrow(SellingListResource::notFound);
    }

    /// Says which variants the Amazon SKUs of a table may belong to, for example of Amazon's listings report. Nothing
    /// is linked by it.
    @POST
    @Path("/proposals")
    @Consumes({"text/csv", "text/tab-separated-values", "text/plain"})
    public ProposalResults propose(
            @RestPath long listId,
            @RestQuery @Nullable Long shop,
            @Context HttpHeaders headers,
            @NotNull InputStream body)
            throws IOException {
        long shopId = shop(listId, shop);
        var file = read(body, headers, Columns.AMAZON_ONLY);
        return proposals
                .of(merchant.id(), listId, shopId, file.lines())
                .map(found -> ProposalResults.of(found, file.remarks()))
                .orElseThrow(SellingListResource::notFound);
    }

    private static SkuFile.Read read(InputStream body, HttpHeaders headers, Columns columns) throws IOException {
        return switch (SkuFile.read(body, DeclaredEncoding.of(headers.getMediaType()), columns)) {
            case SkuFile.Read read -> read;
            case SkuFile.Refused(var problem, var reason) -> throw new Problem(422, problem, reason);
        };
    }

    /// Of a list that is not the merchant's nothing else is told.
    @Transactional
    long shop(long listId, @Nullable Long shop) {
        var _ = SellingList.of(merchant.id(), listId).orElseThrow(SellingListResource::notFound);
        return chosen(skus.shop(merchant.id(), shop));
    }

    static long chosen(ShopChoice choice) {
        return switch (choice) {
            case ShopChoice.Chosen chosen -> chosen.shopId();
            case ShopChoice.Missing _ -> throw Problem.notFound("shop");
            case ShopChoice.Unclear _ -> throw new Problem(422, "shop-unclear", "give the id of the shop");
        };
    }

    /// @param remarks on how the file was read, such as an encoding that was recognised
    record LinkResults(
            boolean dryRun,
            int added,
            int linked,
            int unchanged,
            int refused,
            List<String> remarks,
            List<LinkResult> results) {
        static LinkResults of(boolean dryRun, List<LinkResult> results, List<String> remarks) {
            return new LinkResults(
                    dryRun,
                    count(results, Outcome.ADDED),
                    count(results, Outcome.LINKED),
                    count(results, Outcome.UNCHANGED),
                    count(results, Outcome.REFUSED),
                    remarks,
                    results);
        }

        private static int count(List<LinkResult> results, Outcome outcome) {
            return (int) results.stream()
                    .filter(result -> result.outcome() == outcome)
                    .count();
        }
    }

    /// Each line of the file is counted once, by what there is to say of it first.
    ///
    /// @param exact how many SKUs belong to exactly one variant
    /// @param ambiguous how many to several
    /// @param packs how many look like packs of a variant
    /// @param near how many belong to none, but nearly to some
    /// @param refused how many lines cannot be used
    /// @param fba how many that are not linked Amazon fulfils: no quantity is ever sent for these
    /// @param remarks on how the file was read, such as an encoding that was recognised
    record ProposalResults(
            long exact,
            long ambiguous,
            long packs,
            long near,
            long linked,
            long unmatched,
            long refused,
            long fba,
            List<String> remarks,
            List<Proposals.Proposal> proposals) {
        static ProposalResults of(List<Proposals.Proposal> all, List<String> remarks) {
            var counts = new ProposalCounts();
            counts.add(all);
            return new ProposalResults(
                    counts.of(Kind.EXACT),
                    counts.of(Kind.AMBIGUOUS),
                    counts.of(Kind.PACK),
                    counts.of(Kind.NEAR),
                    counts.of(Kind.LINKED),
                    counts.of(Kind.UNMATCHED),
                    counts.of(Kind.REFUSED),
                    counts.of(Kind.FBA),
                    remarks,
                    all);
        }
    }
}
