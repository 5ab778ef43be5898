package io.stockrule.listing.linkmap;

import io.stockrule.listing.catalogue.CatalogueRow;
import io.stockrule.listing.catalogue.Catalogues;
import io.stockrule.listing.catalogue.KeptCatalogue;
import io.stockrule.listing.linkmap.CatalogueProposals.Proposed;
import io.stockrule.listing.linkmap.LinkResult.Outcome;
import io.stockrule.listing.linkmap.LinkRow.Meant;
import io.stockrule.listing.linkmap.LinkRow.Store;
import io.stockrule.listing.linkmap.Proposals.Kind;
import io.stockrule.listing.linkmap.SkuRows.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Links what was proposed of a catalogue, in the same way as a table ([LinkMap]): each row for itself, and the same
/// row
/// twice is linked once.
@ApplicationScoped
class CatalogueLinking {
    private static final int AT_ONCE = 1_000;

    /// Links of one call. Also, so many times as many rows of the catalogue are looked at.
    private static final int MOST_LINKS = 20_000;

    private static final int MOST_LOOKED_AT = 10 * MOST_LINKS;

    private final CatalogueProposals proposals;
    private final Catalogues catalogues;
    private final LinkMap map;
    private final SkuRows skus;

    CatalogueLinking(CatalogueProposals proposals, Catalogues catalogues, LinkMap map, SkuRows skus) {
        this.proposals = proposals;
        this.catalogues = catalogues;
        this.map = map;
        this.skus = skus;
    }

    /// A link that somebody has chosen. Of listing and variant at most one is given; without either, the only variant
    /// of the same SKU is meant.
    ///
    /// @param listing id of a listing that is not linked
    /// @param variantId Shopify's own, where it is linked in one Selling List
    /// @param packSize units in one pack that it sells; not given: as it is, or 1
    record Chosen(
            String amazonSku,
            @Nullable Long listing,
            @Nullable Long variantId,
            @Nullable Integer packSize) {}

    /// What became of each row, in their order.
    ///
    /// @param next there may be more after this Amazon SKU
    record Linked(List<LinkResult> results, Optional<String> next) {}

    /// Links all that is exact and the seller's own, as many as one call may.
    ///
    /// @param after an Amazon SKU
    Linked all(LinkScope scope, KeptCatalogue catalogue, String after, boolean dryRun) {
        var rows = new Rows(scope);
        var last = Optional.of(after);
        for (int seen = 0; seen < MOST_LOOKED_AT && rows.count() < MOST_LINKS && last.isPresent(); seen += AT_ONCE) {
            var part = proposals.after(scope, catalogue, last.get(), AT_ONCE);
            part.proposed().stream()
                    .filter(it -> it.proposal().kind() == Kind.EXACT)
                    .forEach(it -> rows.exact(it.proposal().line(), it, OptionalInt.empty()));
            last = part.last();
        }
        return new Linked(rows.link(dryRun), last);
    }

    /// Links what was chosen.
    Linked chosen(LinkScope scope, KeptCatalogue catalogue, List<Chosen> chosen, boolean dryRun) {
        var offers = catalogues.rows(
                catalogue, chosen.stream().map(Chosen::amazonSku).distinct().toList());
        var listings = skus.listings(
                catalogue.key(),
                chosen.stream().map(Chosen::listing).filter(Objects::nonNull).toList());
        var exact = exact(scope, chosen, offers);
        var rows = new Rows(scope);
        for (int i = 0; i < chosen.size(); i++) {
            rows.take(i + 1, chosen.get(i), offers, listings, exact);
        }
        return new Linked(rows.link(dryRun), Optional.empty());
    }

    /// Of those that name no variant, by Amazon SKU.
    private Map<String, Proposed> exact(LinkScope scope, List<Chosen> chosen, Map<String, CatalogueRow> offers) {
        var asked = chosen.stream()
                .filter(it -> it.listing() == null && it.variantId() == null)
                .map(it -> offers.get(it.amazonSku()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var exact = new LinkedHashMap<String, Proposed>();
        proposals.of(scope, asked).forEach(it -> exact.put(it.offer().sellerSku(), it));
        return exact;
    }

    /// A Selling List and a shop whose variants are linked in one go.
    private record Place(long sellingList, long shop) {}

    /// Rows that are gathered, by where they are to be linked, and what became of them.
    private final class Rows {
        private final LinkScope scope;
        private final Map<Place, List<LinkRow>> wanted = new LinkedHashMap<>();
        private final Map<Integer, LinkResult> results = new TreeMap<>();
        private int count;

        Rows(LinkScope scope) {
            this.scope = scope;
        }

        int count() {
            return count;
        }

        void take(
                int number,
                Chosen chosen,
                Map<String, CatalogueRow> offers,
                Map<Long, Found> listings,
                Map<String, Proposed> exact) {
            var offer = offers.get(chosen.amazonSku());
            var pack = chosen.packSize() == null ? OptionalInt.empty() : OptionalInt.of(chosen.packSize());
            if (offer == null) {
                refuse(number, chosen, pack, "unknown-amazon-sku", "Amazon's report does not name this SKU");
            } else if (chosen.listing() != null) {
                takeListing(number, chosen, pack, offer, Optional.ofNullable(listings.get(chosen.listing())));
            } else if (chosen.variantId() != null) {
                takeVariant(number, chosen, pack, offer, chosen.variantId());
            } else {
                exact(number, Objects.requireNonNull(exact.get(chosen.amazonSku())), pack);
            }
        }

        private void takeListing(
                int number, Chosen chosen, OptionalInt pack, CatalogueRow offer, Optional<Found> found) {
            var place = found.flatMap(Found::listing).map(it -> new Place(it.sellingList(), it.shop()));
            if (place.filter(this::isInScope).isPresent()) {
                var listing = new Meant.Listing(Objects.requireNonNull(chosen.listing()));
                add(place.get(), row(number, found.get(), listing, offer, pack));
            } else {
                refuse(number, chosen, pack, "unknown-listing", "there is no such listing to be linked here");
            }
        }

        private void takeVariant(int number, Chosen chosen, OptionalInt pack, CatalogueRow offer, long variantId) {
            switch (scope) {
                case LinkScope.OfList ofList ->
                    add(
                            placeOf(ofList),
                            row(
                                    number,
                                    new Found(variantId, "", "", Optional.empty()),
                                    new Meant.Variant(pack.isPresent()),
                                    offer,
                                    pack));
                case LinkScope.OfAccount _ ->
                    refuse(
                            number,
                            chosen,
                            pack,
                            "variant-unclear",
                            "a variant may be in several Selling Lists: give the listing, or sellingList");
            }
        }

        private boolean isInScope(Place place) {
            return switch (scope) {
                case LinkScope.OfList ofList -> place.sellingList() == ofList.list().sellingListId;
                case LinkScope.OfAccount _ -> true;
            };
        }

        /// What is linked already is so, by whomever.
        void exact(int number, Proposed proposed, OptionalInt pack) {
            var proposal = proposed.proposal();
            var row = row(
                    number,
                    proposal.exact().isEmpty()
                            ? new Found(0, proposed.offer().sellerSku(), "", Optional.empty())
                            : proposal.exact().getFirst(),
                    new Meant.Variant(pack.isPresent()),
                    proposed.offer(),
                    pack);
            switch (proposal.kind()) {
                case EXACT -> add(place(proposal.exact().getFirst()), row);
                case LINKED ->
                    results.put(
                            number,
                            LinkResult.done(
                                    row, Outcome.UNCHANGED, proposal.linkedTo().getFirst()));
                case FBA -> results.put(number, LinkMap.notTheSellers(row).orElseThrow());
                case REFUSED ->
                    results.put(
                            number,
                            LinkResult.refused(
                                    row, "unknown-channel", proposal.problem().orElse("")));
                case AMBIGUOUS, PACK, NEAR, UNMATCHED ->
                    results.put(
                            number,
                            LinkResult.refused(
                                    row,
                                    "no-exact-match",
                                    "not exactly one variant that is to be linked has this SKU: say which one is meant"));
            }
        }

        private Place place(Found found) {
            return switch (scope) {
                case LinkScope.OfList ofList -> placeOf(ofList);
                case LinkScope.OfAccount _ ->
                    found.listing()
                            .map(it -> new Place(it.sellingList(), it.shop()))
                            .orElseThrow();
            };
        }

        private static Place placeOf(LinkScope.OfList ofList) {
            return new Place(ofList.list().sellingListId, ofList.shopId());
        }

        private static LinkRow row(int number, Found found, Meant meant, CatalogueRow offer, OptionalInt pack) {
            return new LinkRow(
                    number,
                    new Store.ById(found.variantId(), found.sku()),
                    meant,
                    offer.sellerSku(),
                    pack,
                    Optional.of(offer.channel()),
                    Optional.empty());
        }

        private void add(Place place, LinkRow row) {
            wanted.computeIfAbsent(place, _ -> new ArrayList<>()).add(row);
            count++;
        }

        private void refuse(int number, Chosen chosen, OptionalInt pack, String type, String detail) {
            var row = new LinkRow(
                    number,
                    new Store.BySku(""),
                    new Meant.Variant(false),
                    chosen.amazonSku(),
                    pack,
                    Optional.empty(),
                    Optional.empty());
            results.put(number, LinkResult.refused(row, type, detail));
        }

        List<LinkResult> link(boolean dryRun) {
            wanted.forEach((place, rows) -> link(place, rows, dryRun));
            return List.copyOf(results.values());
        }

        /// The list may have been deleted meanwhile.
        private void link(Place place, List<LinkRow> rows, boolean dryRun) {
            map.apply(merchantId(), place.sellingList(), place.shop(), rows, dryRun)
                    .orElseGet(() -> rows.stream()
                            .map(row -> LinkResult.refused(row, "unknown-listing", "its Selling List is gone"))
                            .toList())
                    .forEach(result -> results.put(result.line(), result));
        }

        private long merchantId() {
            return switch (scope) {
                case LinkScope.OfList ofList -> ofList.list().merchantId;
                case LinkScope.OfAccount(var key) -> key.merchantId();
            };
        }
    }
}
