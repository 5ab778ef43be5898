package io.stockrule.listing;

import io.stockrule.listing.Places.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Takes variants into Selling Lists, each once for every Amazon SKU that sells it. Each item succeeds or fails
/// for itself: one typing slip among a thousand must not cost the others.
@ApplicationScoped
class Items {
    private static final ItemResult ALREADY_LISTED =
            ItemResult.refused("already-listed", "the Selling List has this variant already");

    private static final ItemResult FOLLOWS = ItemResult.refused(
            "follows-collections", "the Selling List has the products of its collections, and no others");

    private final Members members;
    private final StaleTargets stale;

    Items(Members members, StaleTargets stale) {
        this.members = members;
        this.stale = stale;
    }

    /// @return what became of each item, in their order; empty when there is no such list
    @Transactional
    Optional<List<ItemResult>> add(long merchantId, long listId, List<NewItem> items) {
        stale.linksChange(merchantId);
        return SellingList.of(merchantId, listId).map(list -> add(list, items));
    }

    private List<ItemResult> add(SellingList list, List<NewItem> items) {
        var results = new TreeMap<Integer, ItemResult>();
        add(list, found(list.merchantId, flawless(items, results), results), results);
        return List.copyOf(results.values());
    }

    private static Map<Integer, NewItem> flawless(List<NewItem> items, Map<Integer, ItemResult> results) {
        var flawless = new TreeMap<Integer, NewItem>();
        for (int i = 0; i < items.size(); i++) {
            int position = i;
            var item = items.get(i);
            item.mistake()
                    .ifPresentOrElse(mistake -> results.put(position, mistake), () -> flawless.put(position, item));
        }
        return flawless;
    }

    private Map<Integer, Member> found(long merchantId, Map<Integer, NewItem> items, Map<Integer, ItemResult> results) {
        var variants = members.find(merchantId, items);
        var found = new TreeMap<Integer, Member>();
        items.forEach((position, item) -> {
            var candidates = variants.getOrDefault(position, List.of());
            switch (candidates.size()) {
                case 0 -> results.put(position, ItemResult.refused("unknown-variant", "no such variant in this shop"));
                case 1 -> found.put(position, item.member(merchantId, candidates.getFirst()));
                default -> results.put(position, ambiguous(candidates));
            }
        });
        return found;
    }

    private void add(SellingList list, Map<Integer, Member> found, Map<Integer, ItemResult> results) {
        var places = new Places(
                members.of(list, found.values().stream().map(Member::variant).toList()));
        var taken = new TreeMap<Integer, Place>();
        found.forEach((position, member) -> {
            if (mayCome(list, places, member)) {
                places.take(member)
                        .ifPresentOrElse(
                                place -> taken.put(position, place), () -> results.put(position, ALREADY_LISTED));
            } else {
                results.put(position, FOLLOWS);
            }
        });
        var added = members.add(list, places.added());
        members.link(list.merchantId, places.linked());
        stale.add(list.account(), places.sellerSkus(added));
        taken.forEach((position, place) -> results.put(
                position, place.listing(added).map(ItemResult::added).orElse(ALREADY_LISTED)));
    }

    /// Which variants a list has that follows collections is for these to say, and under which SKUs for a
    /// person.
    private static boolean mayCome(SellingList list, Places places, Member member) {
        return !list.follows() || (member.sellerSku() != null && places.has(member.variant()));
    }

    private static ItemResult ambiguous(List<Long> candidates) {
        return ItemResult.refused(
                "ambiguous-sku",
                "several variants of this shop have this SKU: give one of the variantIds %s".formatted(candidates));
    }
}
