package io.stockrule.listing.linkmap;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Page;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingListResource;
import io.stockrule.listing.catalogue.CatalogueKey;
import io.stockrule.listing.catalogue.Catalogues;
import io.stockrule.listing.catalogue.KeptCatalogue;
import io.stockrule.listing.linkmap.CatalogueLinking.Chosen;
import io.stockrule.listing.linkmap.CatalogueLinking.Linked;
import io.stockrule.listing.linkmap.CatalogueProposals.Proposed;
import io.stockrule.listing.linkmap.LinkResult.Outcome;
import io.stockrule.listing.linkmap.NotLinked.NotLinkedListing;
import io.stockrule.listing.linkmap.Proposals.Kind;
import io.stockrule.listing.linkmap.Proposals.Proposal;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Linking by what Amazon's report of all listings named, which `POST catalogue-reports` fetches.
///
/// With `sellingList` it is about the variants of a shop in that list; without, about what is in any Selling List of
/// the
/// account in this marketplace and not linked.
@Path("/api/v1/amazon-accounts/{id}/catalogues/{marketplace}")
@RolesAllowed(Role.MERCHANT)
class CatalogueLinkResource {
    private static final int MOST_ROWS = 1_000;

    private final CurrentMerchant merchant;
    private final Catalogues catalogues;
    private final CatalogueProposals proposals;
    private final NotLinked notLinked;
    private final CatalogueLinking linking;
    private final SkuRows skus;

    CatalogueLinkResource(
            CurrentMerchant merchant,
            Catalogues catalogues,
            CatalogueProposals proposals,
            NotLinked notLinked,
            CatalogueLinking linking,
            SkuRows skus) {
        this.merchant = merchant;
        this.catalogues = catalogues;
        this.proposals = proposals;
        this.notLinked = notLinked;
        this.linking = linking;
        this.skus = skus;
    }

    /// What Amazon says of an offer.
    ///
    /// @param quantity absent for what Amazon fulfils
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OfferView(String title, String asin, String channel, OptionalInt quantity, String status) {}

    record ProposalView(OfferView offer, Proposal proposal) {
        static ProposalView of(Proposed proposed) {
            var offer = proposed.offer();
            return new ProposalView(
                    new OfferView(offer.title(), offer.asin(), offer.channel(), offer.quantity(), offer.status()),
                    proposed.proposal());
        }
    }

    /// Which variants the Amazon SKUs of the report may belong to, in the order of the SKUs. Nothing is linked by it.
    ///
    /// @param kind of this kind alone: a page may then have fewer than `limit`, and yet not be the last
    @GET
    @Path("/proposals")
    public Page<ProposalView> propose(
            @RestPath long id,
            @RestPath String marketplace,
            @RestQuery @Nullable Long sellingList,
            @RestQuery @Nullable Long shop,
            @RestQuery @Nullable @Size(max = 20) String kind,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("") @Size(max = 255) String after) {
        var catalogue = catalogue(id, marketplace);
        return proposals
                .page(
                        scope(catalogue.key(), sellingList, shop),
                        catalogue,
                        Optional.ofNullable(kind).map(CatalogueLinkResource::kind),
                        after,
                        limit)
                .map(ProposalView::of);
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        400,
                        "unknown-kind",
                        "no proposal is of the kind %s; there are %s"
                                .formatted(
                                        name,
                                        Arrays.stream(Kind.values())
                                                .map(Kind::name)
                                                .collect(joining(", ")))));
    }

    /// Each Amazon SKU of the report is counted once, by what there is to say of it first.
    ///
    /// @param dataAt the report says what was so then, or some hours before
    /// @param exact how many SKUs belong to exactly one variant
    /// @param ambiguous how many to several
    /// @param packs how many look like packs of a variant
    /// @param near how many belong to none, but nearly to some
    /// @param refused how many cannot be used
    /// @param fba how many that are not linked Amazon fulfils: no quantity is ever sent for these
    /// @param notLinkedListings how many listings are not linked
    /// @param unmatchedListings for how many of them nothing fits
    record Counts(
            Instant dataAt,
            long exact,
            long ambiguous,
            long packs,
            long near,
            long linked,
            long unmatched,
            long refused,
            long fba,
            long notLinkedListings,
            long unmatchedListings) {}

    /// How much there is to be linked.
    @GET
    @Path("/proposals/counts")
    public Counts count(
            @RestPath long id,
            @RestPath String marketplace,
            @RestQuery @Nullable Long sellingList,
            @RestQuery @Nullable Long shop) {
        var catalogue = catalogue(id, marketplace);
        var counts = proposals.counts(scope(catalogue.key(), sellingList, shop), catalogue);
        return new Counts(
                catalogue.dataAt(),
                counts.of(Kind.EXACT),
                counts.of(Kind.AMBIGUOUS),
                counts.of(Kind.PACK),
                counts.of(Kind.NEAR),
                counts.of(Kind.LINKED),
                counts.of(Kind.UNMATCHED),
                counts.of(Kind.REFUSED),
                counts.of(Kind.FBA),
                notLinked.count(catalogue, optional(sellingList)),
                notLinked.countUnmatched(catalogue, optional(sellingList)));
    }

    /// Listings that are not linked, each with the Amazon SKUs that may be its own, several where there are packs of
    /// it.
    ///
    /// @param unmatched true: only those that nothing fits; a page may then have fewer than `limit`
    @GET
    @Path("/not-linked")
    public Page<NotLinkedListing> notLinked(
            @RestPath long id,
            @RestPath String marketplace,
            @RestQuery @Nullable Long sellingList,
            @RestQuery boolean unmatched,
            @RestQuery @DefaultValue("50") @Min(1) @Max(500) int limit,
            @RestQuery @DefaultValue("0") long after) {
        var catalogue = catalogue(id, marketplace);
        if (sellingList != null) {
            list(catalogue.key(), sellingList);
        }
        return notLinked.page(catalogue, optional(sellingList), unmatched, after, limit);
    }

    /// Either of these.
    ///
    /// @param exact true for all Amazon SKUs that belong to exactly one variant
    /// @param rows for these alone
    record Wanted(
            @Nullable Boolean exact,
            @Nullable @Size(min = 1, max = MOST_ROWS) List<@NotNull @Valid WantedRow> rows) {
        /// Whoever forgets to name them does not mean all.
        boolean isClear() {
            return Boolean.TRUE.equals(exact) != (rows != null) && !Boolean.FALSE.equals(exact);
        }
    }

    /// Of listing and variant at most one; without either, the only one with the same SKU is meant.
    ///
    /// @param listing id of a listing that is not linked
    /// @param variantId Shopify's own, with `sellingList`; it comes into the list if it is not there
    /// @param packSize units in one pack that it sells; not given: as it is, or 1. Only a row that gives it
    ///     comes beside another link of the same variant in the list, and so a variant may be in several rows
    record WantedRow(
            @NotNull @Size(min = 1, max = 255) String amazonSku,
            @Nullable Long listing,
            @Nullable Long variantId,
            @Nullable @Min(1) @Max(1_000_000) Integer packSize) {
        Chosen chosen() {
            return new Chosen(amazonSku, listing, variantId, packSize);
        }
    }

    /// @param next there is more to be linked: give it as `after`
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record LinkedRows(
            long added,
            long linked,
            long unchanged,
            long refused,
            boolean dryRun,
            Optional<String> next,
            List<LinkResult> results) {
        static LinkedRows of(Linked done, boolean dryRun) {
            return new LinkedRows(
                    count(done, Outcome.ADDED),
                    count(done, Outcome.LINKED),
                    count(done, Outcome.UNCHANGED),
                    count(done, Outcome.REFUSED),
                    dryRun,
                    done.next(),
                    done.results());
        }

        private static long count(Linked done, Outcome outcome) {
            return done.results().stream()
                    .filter(result -> result.outcome() == outcome)
                    .count();
        }
    }

    /// Links Amazon SKUs of the report, each with its pack size. The answer says for each row what became of it. A
    /// refused row keeps no other out; what is linked already stays as it is; what Amazon fulfils is refused.
    ///
    /// @param dryRun only say what would happen
    /// @param after only Amazon SKUs after this one, with `exact`, of which one call links up to 20,000
    @POST
    @Path("/actions/link")
    public LinkedRows link(
            @RestPath long id,
            @RestPath String marketplace,
            @RestQuery @Nullable Long sellingList,
            @RestQuery @Nullable Long shop,
            @RestQuery boolean dryRun,
            @RestQuery @DefaultValue("") @Size(max = 255) String after,
            @Valid @NotNull Wanted body) {
        if (!body.isClear()) {
            throw new Problem(422, "rows-unclear", "give either \"exact\": true, or \"rows\"");
        }
        var catalogue = catalogue(id, marketplace);
        var scope = scope(catalogue.key(), sellingList, shop);
        var rows = body.rows();
        return LinkedRows.of(
                rows == null
                        ? linking.all(scope, catalogue, after, dryRun)
                        : linking.chosen(
                                scope,
                                catalogue,
                                rows.stream().map(WantedRow::chosen).toList(),
                                dryRun),
                dryRun);
    }

    /// Also of an account that is not the merchant's.
    private KeptCatalogue catalogue(long account, String marketplace) {
        return catalogues
                .find(new CatalogueKey(new AccountKey(merchant.id(), account), marketplace))
                .orElseThrow(
                        () -> new Problem(
                                404,
                                "not-found",
                                "no catalogue of this account and marketplace is kept: POST catalogue-reports asks Amazon for one"));
    }

    private LinkScope scope(CatalogueKey key, @Nullable Long sellingList, @Nullable Long shop) {
        if (sellingList == null) {
            return new LinkScope.OfAccount(key);
        }
        var list = list(key, sellingList);
        return new LinkScope.OfList(list, LinkMapResource.chosen(skus.shop(merchant.id(), shop)));
    }

    @Transactional
    SellingList list(CatalogueKey key, long id) {
        return SellingList.of(merchant.id(), id)
                .filter(list -> list.account().equals(key.account()))
                .filter(list -> list.marketplace().equals(key.marketplace()))
                .orElseThrow(SellingListResource::notFound);
    }

    private static OptionalLong optional(@Nullable Long id) {
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }
}
