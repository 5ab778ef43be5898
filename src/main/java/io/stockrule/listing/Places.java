package io.stockrule.listing;

import io.stockrule.stock.VariantKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The listings that a Selling List has of some variants, and those that items make of them. Items are taken
/// one after the other, each as if it came alone, so that many in one call come to the same as many calls.
final class Places {
    private final Map<VariantKey, List<Place>> ofVariant = new HashMap<>();

    /// In the order of the items.
    private final Set<Place> changed = new LinkedHashSet<>();

    /// @param listed listings that there are, by what they offer
    Places(Map<Member.Offer, Long> listed) {
        listed.forEach((offer, listingId) -> of(offer.variant()).add(new Place(offer, listingId)));
    }

    /// A listing, or what is to become one.
    static final class Place {
        private Member.Offer offer;
        private final @Nullable Long listingId;
        private @Nullable Integer packSize;

        private Place(Member.Offer offer, @Nullable Long listingId) {
            this.offer = offer;
            this.listingId = listingId;
        }

        private void take(Member member) {
            offer = member.offer();
            packSize = member.packSize() == null ? packSize : member.packSize();
        }

        private boolean isLinked() {
            return offer.sellerSku() != null;
        }

        /// @param added the listings that were made, by what they offer
        Optional<Long> listing(Map<Member.Offer, Long> added) {
            return Optional.ofNullable(listingId == null ? added.get(offer) : listingId);
        }
    }

    boolean has(VariantKey variant) {
        return !of(variant).isEmpty();
    }

    /// A listing that waits to be linked takes the SKU; where there is none, the variant gets one more.
    ///
    /// @return empty when the list has what is wanted; without a SKU, any listing of the variant is
    Optional<Place> take(Member member) {
        var places = of(member.variant());
        boolean isThere = member.sellerSku() == null
                ? !places.isEmpty()
                : places.stream().anyMatch(place -> place.offer.equals(member.offer()));
        if (isThere) {
            return Optional.empty();
        }
        var place = place(places, member);
        place.take(member);
        changed.add(place);
        return Optional.of(place);
    }

    private static Place place(List<Place> places, Member member) {
        return places.stream().filter(place -> !place.isLinked()).findFirst().orElseGet(() -> {
            var place = new Place(member.offer(), null);
            places.add(place);
            return place;
        });
    }

    /// What is to be added to the list.
    List<Member> added() {
        return changed.stream()
                .filter(place -> place.listingId == null)
                .map(place -> new Member(place.offer.variant(), place.offer.sellerSku(), place.packSize))
                .toList();
    }

    /// What there is and is to be linked.
    List<Members.Link> linked() {
        return changed.stream()
                .flatMap(place -> place.listingId == null
                        ? Stream.of()
                        : Stream.of(new Members.Link(
                                place.listingId, Objects.requireNonNull(place.offer.sellerSku()), place.packSize)))
                .toList();
    }

    /// The Amazon SKUs of what is changed, as far as it was stored.
    ///
    /// @param added the listings that were made, by what they offer
    List<String> sellerSkus(Map<Member.Offer, Long> added) {
        return changed.stream()
                .filter(place -> place.listing(added).isPresent())
                .flatMap(place -> Stream.ofNullable(place.offer.sellerSku()))
                .distinct()
                .toList();
    }

    private List<Place> of(VariantKey variant) {
        return ofVariant.computeIfAbsent(variant, _ -> new ArrayList<>());
    }
}
