package io.stockrule.listing;

import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Takes variants into Selling Lists. Each item succeeds or fails for itself: one typing slip among a thousand
/// must not cost the others.
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
        return SellingList.of(merchantId, listId).map(list -> list.follows() ? refused(items) : add(list, items));
    }

    private static List<ItemResult> refused(List<NewItem> items) {
        return Collections.nCopies(items.size(), FOLLOWS);
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
        var wanted = new LinkedHashMap<VariantKey, Member>();
        found.values().forEach(member -> wanted.putIfAbsent(member.variant(), member));
        var added = new HashMap<>(members.add(list, wanted.values()));
        stale.add(list.account(), sellerSkus(wanted, added.keySet()));
        found.forEach((position, member) -> {
            var listingId = added.remove(member.variant());
            results.put(position, listingId == null ? ALREADY_LISTED : ItemResult.added(listingId));
        });
    }

    private static List<String> sellerSkus(Map<VariantKey, Member> members, Set<VariantKey> added) {
        return members.values().stream()
                .filter(member -> added.contains(member.variant()))
                .flatMap(member -> Stream.ofNullable(member.sellerSku()))
                .toList();
    }

    private static ItemResult ambiguous(List<Long> candidates) {
        return ItemResult.refused(
                "ambiguous-sku",
                "several variants of this shop have this SKU: give one of the variantIds %s".formatted(candidates));
    }
}
