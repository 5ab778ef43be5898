package io.stockrule.listing.linkmap;

import io.stockrule.listing.linkmap.LinkResult.Outcome;
import io.stockrule.listing.linkmap.LinkRow.Meant;
import io.stockrule.listing.linkmap.SkuRows.Found;
import io.stockrule.listing.linkmap.SkuRows.Listed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the variants of some lines are linked in a Selling List, and what each line makes of it. Lines are taken
/// one after the other, because a variant may have several, each with another Amazon SKU and its pack.
final class Standing {
    private final boolean follows;
    private final Map<Long, List<Link>> ofVariant = new HashMap<>();
    private final Map<String, Long> variantOfSku = new HashMap<>();

    /// A listing, or what a line makes.
    ///
    /// @param listingId null: it comes into the list
    /// @param sellerSku null: not linked
    private record Link(@Nullable Long listingId, @Nullable String sellerSku, int packSize) {}

    /// @param follows whether the list has the products of its collections, and no others
    /// @param listed its listings of these variants, and those linked to the Amazon SKUs of the lines
    Standing(boolean follows, Collection<Listed> listed) {
        this.follows = follows;
        listed.forEach(it -> put(it.variantId(), new Link(it.listingId(), it.sellerSku(), it.packSize())));
    }

    private void put(long variant, Link link) {
        of(variant).add(link);
        if (link.sellerSku() != null) {
            variantOfSku.put(link.sellerSku(), variant);
        }
    }

    private List<Link> of(long variant) {
        return ofVariant.computeIfAbsent(variant, _ -> new ArrayList<>());
    }

    /// What becomes of a line.
    ///
    /// @param listing the one that is linked, where one was there that was not
    record Taken(LinkResult result, Optional<Long> listing) {
        private static Taken refused(LinkRow line, String type, String detail) {
            return new Taken(LinkResult.refused(line, type, detail), Optional.empty());
        }
    }

    /// @param found the variants that it may mean
    Taken take(LinkRow line, List<Found> found) {
        return switch (found.size()) {
            case 0 ->
                switch (line.store()) {
                    case LinkRow.Store.BySku _ ->
                        Taken.refused(line, "unknown-sku", "no variant of the shop has this SKU");
                    case LinkRow.Store.ById _ -> Taken.refused(line, "unknown-variant", "no such variant in this shop");
                };
            case 1 -> take(line, found.getFirst().variantId());
            default ->
                Taken.refused(
                        line,
                        "ambiguous-sku",
                        "the variants %s all have this SKU: add one of them by its id"
                                .formatted(found.stream().map(Found::variantId).toList()));
        };
    }

    private Taken take(LinkRow line, long variant) {
        var links = of(variant);
        var same = links.stream()
                .filter(link -> line.amazonSku().equals(link.sellerSku()))
                .findFirst();
        if (same.isPresent()) {
            return as(line, variant, same.get());
        }
        var waiting = links.stream()
                .filter(link -> link.sellerSku() == null)
                .filter(link -> line.meant().mayBe(link.listingId()))
                .findFirst();
        if (waiting.isEmpty() && !links.isEmpty() && !line.meant().another()) {
            return Taken.refused(line, "linked-otherwise", otherwise(line, links));
        }
        if (variantOfSku.containsKey(line.amazonSku())) {
            return Taken.refused(line, "amazon-sku-taken", "another variant of the list is linked to this Amazon SKU");
        }
        if (links.isEmpty() && follows) {
            return Taken.refused(line, "follows-collections", "it is in no collection that the Selling List follows");
        }
        return link(line, variant, waiting);
    }

    private static Taken as(LinkRow line, long variant, Link same) {
        return line.packSize().orElse(same.packSize()) == same.packSize()
                ? new Taken(LinkResult.done(line, Outcome.UNCHANGED, variant), Optional.empty())
                : Taken.refused(
                        line,
                        "pack-otherwise",
                        "it is linked like this with a pack size of %d: change that at the listing"
                                .formatted(same.packSize()));
    }

    private static String otherwise(LinkRow line, List<Link> links) {
        var skus = links.stream()
                .flatMap(link -> Optional.ofNullable(link.sellerSku()).stream())
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(", "));
        return "it is linked to %s: change that link first, or %s"
                .formatted(
                        skus,
                        switch (line.meant()) {
                            case Meant.Variant _ -> "say the size of the pack to sell it under this Amazon SKU, too";
                            case Meant.Listing _ ->
                                "give the variant and the size of the pack to sell it under this Amazon SKU, too";
                        });
    }

    private Taken link(LinkRow line, long variant, Optional<Link> waiting) {
        waiting.ifPresent(link -> of(variant).remove(link));
        var listing = waiting.flatMap(link -> Optional.ofNullable(link.listingId()));
        int pack = line.packSize().orElse(waiting.map(Link::packSize).orElse(1));
        put(variant, new Link(listing.orElse(null), line.amazonSku(), pack));
        return new Taken(LinkResult.done(line, listing.isPresent() ? Outcome.LINKED : Outcome.ADDED, variant), listing);
    }
}
